import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { StatusHistoryEntry } from '#contract/instance.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { statusHistoryQuery } from '#src/api/status-history.ts'
import { describeFailuresInARow, failuresInARow } from '#src/domain/nodes/failures-in-a-row.ts'
import { plural } from '#src/lib/format-number.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { historyColumns } from './history-columns.tsx'
import { historyRows } from './history-rows.ts'
import styles from './UpdateHistory.module.css'

interface UpdateHistoryProps {
  groupRef: GroupRef
  instanceId: string
  /** How many entries to load. */
  limit: number
  onLimitChange: (limit: number) => void
}

/** A node's updates in this group, newest first. */
export function UpdateHistory({ groupRef, instanceId, limit, onLimitChange }: UpdateHistoryProps) {
  const query = useQuery(statusHistoryQuery(groupRef, instanceId, limit))
  return (
    <QueryPanel
      title="Update history"
      note="newest first · error codes of Flatcar’s update_engine"
      flush
      query={query}
      minHeight="16rem"
      isEmpty={({ entries, olderFailed }) => entries.length === 0 && !olderFailed}
      empty={
        <EmptyState title="No update yet">
          In this group, the node has been neither granted an update nor put on hold.
        </EmptyState>
      }
    >
      {({ entries, olderFailed }) => (
        <>
          <FailuresInARow entries={entries} isWhole={!olderFailed && entries.length < limit} />
          {entries.length > 0 && (
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
          )}
          <div className={styles['foot']}>
            {olderFailed ? (
              <OlderEntriesFailed count={entries.length} />
            ) : entries.length < limit ? (
              `${plural(entries.length, 'entry', 'entries')} in total`
            ) : (
              <>
                The newest {plural(entries.length, 'entry', 'entries')}
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={query.isPlaceholderData}
                  onClick={() => onLimitChange(limit * 2)}
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

interface FailuresInARowProps {
  entries: readonly StatusHistoryEntry[]
  isWhole: boolean
}

function FailuresInARow({ entries, isWhole }: FailuresInARowProps) {
  const failures = failuresInARow(entries, isWhole)
  return (
    failures && (
      <div className={styles['notice']}>
        <Notice tone="bad">{describeFailuresInARow(failures)}</Notice>
      </div>
    )
  )
}

/** Every Nebraska fails on the entry of a node that was put on hold before its first grant. */
function OlderEntriesFailed({ count }: { count: number }) {
  return (
    <p className={styles['failed']}>
      {count === 0 ? 'The history can’t be shown' : `The newest ${plural(count, 'entry', 'entries')}`}: the
      update server fails to read {count === 0 ? 'it' : 'the older ones'} (HTTP status 500). A Nebraska does
      so for a node that was put on hold before its first grant; the fault is not in Platte or on the node,
      and updates are not affected.
    </p>
  )
}
