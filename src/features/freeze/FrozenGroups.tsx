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
  /** Why its result is not in the record yet. */
  unkept: string | undefined
}

interface FrozenGroupsProps {
  /** Of the table. */
  label?: string
  rows: readonly FrozenRow[]
  /** Undefined while it can't be. */
  onRetry: ((group: FrozenGroup) => void) | undefined
}

const column = columnsOf<FrozenRow>()

const frozenColumns = (onRetry: FrozenGroupsProps['onRetry']) =>
  column.columns([
    column.accessor(({ group }) => group.application_name, { id: 'application', header: 'Application' }),
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

/** How each group came through. */
export function FrozenGroups({ label = 'Groups of the freeze', rows, onRetry }: FrozenGroupsProps) {
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
    {group_name}
  </Link>
)

function Result({
  row: { group, unkept },
  onRetry,
}: { row: FrozenRow } & Pick<FrozenGroupsProps, 'onRetry'>) {
  const { label, tone } = frozenResult(group)
  const isFailed = group.thaw === null ? group.outcome === 'failed' : group.thaw === 'failed'
  return (
    <div className={styles['actions']}>
      <StatusBadge tone={tone}>{label}</StatusBadge>
      {group.message !== null && <span className={styles['small']}>{group.message}</span>}
      {unkept !== undefined && <span className={styles['small']}>Not in the record yet: {unkept}</span>}
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
