import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { GroupRef } from '#src/api/groups.ts'
import { statusHistoryQuery } from '#src/api/instances.ts'
import { plural } from '#src/lib/format-number.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { historyColumns } from './history-columns.tsx'
import { historyRows } from './history-rows.ts'
import styles from './UpdateHistory.module.css'

interface UpdateHistoryProps {
  groupRef: GroupRef
  instanceId: string
  /** How many entries to ask for. */
  limit: number
  onLimit: (limit: number) => void
}

/** What a node went through, newest first. */
export function UpdateHistory({ groupRef, instanceId, limit, onLimit }: UpdateHistoryProps) {
  const query = useQuery(statusHistoryQuery(groupRef, instanceId, limit))
  return (
    <QueryPanel
      title="Update history"
      note="newest first, error codes as Flatcar’s update_engine numbers them"
      flush
      query={query}
      minHeight="16rem"
      isEmpty={(entries) => entries.length === 0}
      empty={
        <EmptyState title="No update yet">
          In this group the node has neither been granted an update nor been held back from one.
        </EmptyState>
      }
    >
      {(entries) => (
        <>
          <div className={styles['entries']}>
            <DataTable
              label="Update history"
              columns={historyColumns}
              rows={historyRows(entries)}
              rowId={({ key }) => key}
              sortedBy="server"
              narrow="stack"
            />
          </div>
          <div className={styles['foot']}>
            {entries.length < limit ? (
              `${plural(entries.length, 'entry', 'entries')}, back to the first`
            ) : (
              <>
                The newest {plural(entries.length, 'entry', 'entries')}
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={query.isPlaceholderData}
                  onClick={() => onLimit(limit * 2)}
                >
                  Show more
                </Button>
              </>
            )}
          </div>
        </>
      )}
    </QueryPanel>
  )
}
