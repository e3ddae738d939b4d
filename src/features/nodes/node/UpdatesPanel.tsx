import { Switch } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Package } from '#contract/package.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { nodePollMs, nodeWhyQuery } from '#src/api/node-record.ts'
import { rolloutQuery } from '#src/api/rollout.ts'
import { describeFailuresInARow, failuresInARow } from '#src/domain/nodes/failures-in-a-row.ts'
import type { UpdateAttempt } from '#src/domain/nodes/update-attempts.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { attemptColumns } from './attempt-columns.tsx'
import { medianLengths } from './attempt-lengths.ts'
import { attemptRows } from './attempt-rows.ts'
import { HistoryFoot } from './HistoryFoot.tsx'
import { StatusChangeTable } from './StatusChangeTable.tsx'
import type { HistoryView } from './use-node-history.ts'
import type { NodeUpdates } from './use-node-updates.ts'
import { VersionAxis } from './VersionAxis.tsx'
import styles from './UpdatesPanel.module.css'

interface UpdatesPanelProps {
  groupRef: GroupRef
  instanceId: string
  /** The group that the node checks in with, whose pauses are marked. */
  groupId: string
  updates: NodeUpdates
  /** Of the group's channel, as far as they are known. */
  floors: readonly Package[]
  /** Called to load more entries. */
  onMore: () => void
  /** Whether each status change is listed instead of updates. */
  showsEntries: boolean
  onShowsEntriesChange: (showsEntries: boolean) => void
}

/** A node's updates, newest first, with the versions over time above them. */
export function UpdatesPanel(props: UpdatesPanelProps) {
  const { updates, showsEntries, onShowsEntriesChange } = props
  const { history } = updates
  return (
    <QueryPanel<HistoryView | null>
      title="Updates"
      note="newest first"
      flush
      query={history}
      minHeight="24rem"
      isEmpty={(view) => view === null || (view.entries.length === 0 && !view.olderFailed)}
      empty={<NoUpdates hasStatus={updates.hasStatus} />}
      actions={
        <Switch
          size="xs"
          label="Each status change"
          checked={showsEntries}
          onChange={({ currentTarget }) => onShowsEntriesChange(currentTarget.checked)}
        />
      }
    >
      {(view) => view && <Updates {...props} view={view} isLoadingMore={history.isPlaceholderData} />}
    </QueryPanel>
  )
}

const NoUpdates = ({ hasStatus }: Pick<NodeUpdates, 'hasStatus'>) =>
  hasStatus ? (
    <EmptyState title="No update recorded here">
      The node has had updates, in a group that was deleted and its history with it, or in one that it has
      left.
    </EmptyState>
  ) : (
    <EmptyState title="No update yet">
      The node has been neither granted an update nor put on hold.
    </EmptyState>
  )

interface UpdatesProps extends UpdatesPanelProps {
  view: HistoryView
  isLoadingMore: boolean
}

function Updates(props: UpdatesProps) {
  const { view, updates, groupId, isLoadingMore, onMore, showsEntries } = props
  const { attempts, running, lastCheck } = updates
  const { entries, isWhole } = view
  return (
    <>
      <VersionAxis {...{ attempts, running, groupId }} />
      <FailuresInARow attempts={attempts} isWhole={isWhole} lastCheck={lastCheck} />
      {entries.length === 0 ? null : showsEntries ? (
        <StatusChangeTable entries={entries} />
      ) : (
        <AttemptTable {...props} />
      )}
      <HistoryFoot view={view} updates={attempts.length} isLoadingMore={isLoadingMore} onMore={onMore} />
    </>
  )
}

function AttemptTable({ groupRef, instanceId, updates, floors }: UpdatesPanelProps) {
  const { attempts, running } = updates
  const { data: rollout } = useQuery({
    ...rolloutQuery(groupRef),
    refetchInterval: ({ state }) => (state.data === null ? false : nodePollMs(false)),
  })
  const { data: why } = useQuery(nodeWhyQuery(groupRef, instanceId))
  const rows = useMemo(
    () =>
      attemptRows(attempts, {
        next: why?.path[0]?.version ?? null,
        running,
        target: rollout?.target ?? null,
        medians: medianLengths(rollout),
        floors: floors.map(({ version }) => version),
      }),
    [attempts, why, rollout, running, floors],
  )
  return (
    <DataTable
      label="Updates"
      columns={attemptColumns}
      rows={rows}
      rowId={({ attempt }) => attempt.key}
      sortedBy="server"
      narrow="stack"
    />
  )
}

interface FailuresInARowProps {
  attempts: readonly UpdateAttempt[]
  isWhole: boolean
  lastCheck: number | null
}

function FailuresInARow({ attempts, isWhole, lastCheck }: FailuresInARowProps) {
  const failures = failuresInARow(attempts, isWhole, lastCheck)
  return (
    failures && (
      <div className={styles['notice']}>
        <Notice tone="bad">{describeFailuresInARow(failures)}</Notice>
      </div>
    )
  )
}
