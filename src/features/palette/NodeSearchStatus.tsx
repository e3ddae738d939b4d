import { plural } from '#src/lib/format-number.ts'
import { NameList } from '#src/ui/NameList.tsx'
import { MAX_FOUND, type NodeSearchResults } from './node-search.ts'
import { MIN_SEARCH_LENGTH } from './use-node-search.ts'
import styles from './Palette.module.css'

interface NodeSearchStatusProps {
  query: string
  groups: number
  results: NodeSearchResults | null
}

/** How many groups have been searched for nodes, and which failed. */
export function NodeSearchStatus({ query, groups, results }: NodeSearchStatusProps) {
  return (
    <div className={styles['state']}>
      <output>{describeSearch(query, groups, results)}</output>
      {results && results.failures.length > 0 && (
        <span role="alert" className={styles['failed']}>
          Failed to search <NameList names={results.failures.map(({ group }) => group)} />:{' '}
          {results.failures[0]?.message}
        </span>
      )}
    </div>
  )
}

function describeSearch(query: string, groups: number, results: NodeSearchResults | null): string {
  if (query.length < MIN_SEARCH_LENGTH) {
    return `Type at least ${MIN_SEARCH_LENGTH} characters to search nodes by ID, alias or address.`
  }
  if (!results) return `Searching nodes in ${plural(groups, 'group')}…`
  const { found, searched } = results
  if (found.length >= MAX_FOUND) return `Showing the first ${MAX_FOUND} nodes. Search for all of them above.`
  const nodes = found.length === 0 ? 'No nodes' : plural(found.length, 'node')
  return searched < results.groups
    ? `${nodes} so far · ${searched} of ${plural(results.groups, 'group')} searched…`
    : `${nodes} from the last 30 days · ${plural(results.groups, 'group')} searched.`
}
