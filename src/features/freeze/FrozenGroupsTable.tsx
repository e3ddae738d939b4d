import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { Link } from 'react-router'
import type { FrozenGroup } from '#contract/freeze.ts'
import { routes } from '#src/routes/routes.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './Freeze.module.css'
import { frozenResult } from './frozen-result.ts'

export interface FrozenRow {
  group: FrozenGroup & { isResumed?: boolean }
  /** Why its result is not recorded yet. */
  recordError: string | undefined
}

interface FrozenGroupsTableProps {
  label?: string
  rows: readonly FrozenRow[]
  /** Undefined while retrying is not possible. */
  onRetry: ((group: FrozenGroup) => void) | undefined
}

const column = columnsOf<FrozenRow>()

const frozenColumns = (onRetry: FrozenGroupsTableProps['onRetry']) =>
  column.columns([
    column.accessor(({ group }) => group.application_name, {
      id: 'application',
      header: 'Application',
      cell: ({ getValue }) => <bdi>{getValue()}</bdi>,
    }),
    column.accessor(({ group }) => group.group_name, {
      id: 'group',
      header: 'Group',
      meta: { namesRow: true },
      cell: ({ row }) => <GroupLink group={row.original.group} />,
    }),
    column.display({
      id: 'result',
      header: 'Result',
      meta: { narrow: 'line' },
      cell: ({ row }) => <Result row={row.original} onRetry={onRetry} />,
    }),
  ])

/** The groups of a freeze with their results. */
export function FrozenGroupsTable({ label = 'Groups of the freeze', rows, onRetry }: FrozenGroupsTableProps) {
  const columns = useMemo(() => frozenColumns(onRetry), [onRetry])
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows}
      rowId={({ group }) => group.group_id}
      narrow="stack"
    />
  )
}

const GroupLink = ({ group: { application_id, group_id, group_name } }: { group: FrozenGroup }) => (
  <Link
    to={routes.group.url({ applicationId: application_id, groupId: group_id })}
    className={styles['link']}
  >
    <bdi>{group_name}</bdi>
  </Link>
)

function Result({
  row: { group, recordError },
  onRetry,
}: { row: FrozenRow } & Pick<FrozenGroupsTableProps, 'onRetry'>) {
  const { label, tone } = frozenResult(group)
  const isFailed = group.thaw === null ? group.outcome === 'failed' : group.thaw === 'failed'
  return (
    <div className={styles['actions']}>
      <StatusBadge tone={tone}>{label}</StatusBadge>
      {group.message !== null && <span className={styles['small']}>{group.message}</span>}
      {recordError !== undefined && <span className={styles['small']}>Not recorded yet: {recordError}</span>}
      {isFailed && onRetry && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Retry ${group.group_name}`}
          onClick={() => onRetry(group)}
        >
          Retry
        </Button>
      )}
    </div>
  )
}
