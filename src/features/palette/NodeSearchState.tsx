import { plural } from '#src/lib/format-number.ts'
import { MOST_FOUND, type NodesSearched } from './node-search.ts'
import styles from './Palette.module.css'
import { SHORTEST_SEARCH } from './use-node-search.ts'

interface NodeSearchStateProps {
  query: string
  groups: number
  searched: NodesSearched | null
}

const NAMED = 3

/** Over how many groups the search has looked, and which failed. */
export function NodeSearchState({ query, groups, searched }: NodeSearchStateProps) {
  return (
    <div className={styles['state']}>
      <output>{words(query, groups, searched)}</output>
      {searched && searched.failures.length > 0 && (
        <span role="alert" className={styles['failed']}>
          Not searched: {namesOf(searched)}. {searched.failures[0]?.message}
        </span>
      )}
    </div>
  )
}

function words(query: string, groups: number, searched: NodesSearched | null): string {
  if (query.length < SHORTEST_SEARCH)
    return 'Type at least two letters to search nodes by id, alias or address.'
  if (!searched) return `Searching nodes of ${plural(groups, 'group')}…`
  const { found, asked, of } = searched
  if (found.length >= MOST_FOUND) return `The first ${MOST_FOUND} nodes found. Search for all of them above.`
  const nodes = found.length === 0 ? 'No node' : plural(found.length, 'node')
  return asked < of
    ? `${nodes} so far, ${asked} of ${plural(of, 'group')} searched…`
    : `${nodes} of the last 30 days, ${plural(of, 'group')} searched.`
}

function namesOf({ failures }: NodesSearched): string {
  const rest = failures.length - NAMED
  const names = failures.slice(0, NAMED).map(({ group }) => group)
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ')
}
