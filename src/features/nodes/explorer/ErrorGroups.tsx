import { useQuery } from '@tanstack/react-query'
import { errorCodesQuery } from '#src/api/instances.ts'
import { errorLabel, describeErrorCode } from '#src/domain/nodes/error-label.ts'
import { explainUpdateError } from '#src/domain/nodes/explain-update-error.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import type { NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import { plural } from '#src/lib/format-number.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './ErrorGroups.module.css'
import { type ErrorCount, sumErrors } from './sum-errors.ts'

interface ErrorGroupsProps {
  filter: NodeFilter
  groups: readonly NodeGroup[]
  onChange: (change: Partial<NodeFilter>) => void
}

/** The nodes of the chosen groups by the code of their latest failed update; each leads to its nodes. */
export function ErrorGroups({ filter, groups, onChange }: ErrorGroupsProps) {
  const query = useQuery(errorCodesQuery())
  return (
    <QueryPanel
      title="Errors"
      note="latest failed updates of the last 30 days, of nodes that have completed none since; other filters than those on groups don’t count here"
      query={query}
      flush
      isEmpty={(errors) => sumErrors(errors ?? [], filter, groups).length === 0}
      empty={<EmptyState title="No node’s latest update failed" />}
    >
      {(errors) => (
        <table className={styles['table']} aria-label="Nodes by error">
          <thead>
            <tr>
              <th scope="col">Error</th>
              <th scope="col">Nodes</th>
              <th scope="col">Latest</th>
            </tr>
          </thead>
          <tbody>
            {sumErrors(errors ?? [], filter, groups).map((error) => (
              <ErrorRow key={error.error_code} error={error} onChange={onChange} />
            ))}
          </tbody>
        </table>
      )}
    </QueryPanel>
  )
}

function ErrorRow({
  error: { error_code, nodes, latest_ts },
  onChange,
}: { error: ErrorCount } & Pick<ErrorGroupsProps, 'onChange'>) {
  const explained = explainUpdateError(error_code)
  return (
    <tr>
      <th scope="row">
        {errorLabel(error_code)}: {describeErrorCode(error_code)}
        {explained && <div className={styles['step']}>{explained.nextStep}</div>}
      </th>
      <td>
        <button
          type="button"
          className={styles['count']}
          onClick={() =>
            onChange({ errors: [error_code], statuses: [], versions: [], side: null, search: '' })
          }
          aria-label={`${plural(nodes, 'node')} with ${errorLabel(error_code).toLowerCase()}, list them`}
        >
          {plural(nodes, 'node')}
        </button>
      </td>
      <td>
        <RelativeTime time={latest_ts} />
      </td>
    </tr>
  )
}
