import { VisuallyHidden } from '@mantine/core'
import { IN_PROGRESS_NAMES, type StatusName } from '#contract/instance-status.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { type ColumnMeta, columnsOf } from '#src/ui/data-table-columns.ts'
import { compareByAttention, type FleetRow } from './fleet-row.ts'
import type { FleetColumn } from './fleet-search.ts'
import { Channel, Count, GroupName, OnTarget } from './FleetCells.tsx'
import { GroupStateCell } from './GroupStateCell.tsx'
import { PauseOrResume } from './PauseOrResume.tsx'

const WINDOW = 'Nodes seen in the last 24 hours'

/** Nodes that the columns count. */
const seen = (...statuses: StatusName[]): Partial<NodeFilter> => ({ statuses, newer: '1d' })

const id = (column: FleetColumn | 'actions') => column
const column = columnsOf<FleetRow>()
const sortable = { enableSorting: true, sortUndefined: 'last' } as const
const sortableCount = { ...sortable, sortDescFirst: true } as const

const group = (compact: boolean) =>
  column.accessor((row) => row.group.name, {
    id: id('group'),
    header: 'Group',
    ...sortable,
    meta: { namesRow: true },
    cell: ({ row }) => <GroupName row={row.original} compact={compact} />,
  })

/** Called when the operator chooses to pause or resume a group. */
export type OnPauseOrResume = (row: FleetRow) => void

const state = (compact: boolean) =>
  column.accessor((row) => row.state.kind, {
    id: id('state'),
    header: 'State',
    ...sortable,
    sortFn: (a, b) => compareByAttention(a.original, b.original),
    meta: { width: '36%', narrow: 'first', explanation: 'Groups that need attention come first' },
    cell: ({ row }) => <GroupStateCell row={row.original} compact={compact} />,
  })

const pauseOrResume = (onPauseOrResume: OnPauseOrResume) =>
  column.display({
    id: id('actions'),
    header: () => <VisuallyHidden>Actions</VisuallyHidden>,
    meta: { align: 'end', narrow: 'line' },
    cell: ({ row }) => <PauseOrResume row={row.original} onPauseOrResume={onPauseOrResume} />,
  })

const channel = (compact: boolean) =>
  column.accessor((row) => row.group.channel?.name, {
    id: id('channel'),
    header: 'Channel, target',
    ...sortable,
    meta: { width: '8.5rem' },
    cell: ({ row }) => <Channel row={row.original} compact={compact} />,
  })

interface CountColumn {
  id: FleetColumn
  header: string
  /** Undefined while it is not known. */
  count: (row: FleetRow) => number | undefined
  nouns: readonly [one: string, many: string]
  /** Selects the counted nodes. */
  filter: Partial<NodeFilter>
  meta: ColumnMeta
  isBad?: boolean
}

const countColumn = ({ id, header, count, nouns, filter, meta, isBad = false }: CountColumn) =>
  column.accessor(count, {
    id,
    header,
    ...sortableCount,
    meta: { align: 'end', ...meta },
    cell: ({ getValue, row }) => (
      <Count row={row.original} value={getValue()} nouns={nouns} filter={filter} isBad={isBad} />
    ),
  })

const nodes = countColumn({
  id: 'nodes',
  header: 'Nodes',
  count: ({ lastDay }) => lastDay?.total,
  nouns: ['node', 'nodes'],
  filter: seen(),
  meta: { explanation: WINDOW },
})

const silent = countColumn({
  id: 'silent',
  header: 'Silent',
  count: (row) => row.silent,
  nouns: ['silent node', 'silent nodes'],
  filter: { older: '1d' },
  meta: { tablet: 'hidden', explanation: 'Nodes seen in the last 30 days, but not in the last 24 hours' },
})

const inProgress = countColumn({
  id: 'in-progress',
  header: 'In progress',
  count: (row) => row.inProgress,
  nouns: ['updating node', 'updating nodes'],
  filter: seen(...IN_PROGRESS_NAMES),
  meta: {
    tablet: 'hidden',
    explanation: `${WINDOW} that were granted an update and have not finished it`,
    width: '6.75rem',
  },
})

const onHold = countColumn({
  id: 'on-hold',
  header: 'On hold',
  count: ({ lastDay }) => lastDay?.onhold,
  nouns: ['node on hold', 'nodes on hold'],
  filter: seen('onHold'),
  meta: { tablet: 'hidden', explanation: `${WINDOW}, put on hold by the policy’s limit`, width: '5.25rem' },
})

const errors = countColumn({
  id: 'errors',
  header: 'Errors',
  count: ({ lastDay }) => lastDay?.error,
  nouns: ['failed node', 'failed nodes'],
  filter: seen('error'),
  meta: { explanation: `${WINDOW}, whose last update failed` },
  isBad: true,
})

const onTarget = (compact: boolean) =>
  column.accessor(({ share }) => (share && share.nodes > 0 ? share.atTarget / share.nodes : undefined), {
    id: id('on-target'),
    header: 'On target',
    ...sortableCount,
    meta: {
      width: '9rem',
      narrow: 'line',
      explanation: `${WINDOW} that run the target version or newer; below, all of their versions, newest first`,
    },
    cell: ({ row }) => <OnTarget row={row.original} compact={compact} />,
  })

/** @param isCompact one line per group, for hundreds of groups */
export const fleetColumns = (onPauseOrResume: OnPauseOrResume, isCompact: boolean) =>
  column.columns([
    group(isCompact),
    state(isCompact),
    channel(isCompact),
    onTarget(isCompact),
    nodes,
    inProgress,
    onHold,
    errors,
    silent,
    pauseOrResume(onPauseOrResume),
  ])
