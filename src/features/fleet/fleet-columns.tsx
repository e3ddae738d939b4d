import { VisuallyHidden } from '@mantine/core'
import { IN_PROGRESS_NAMES, type StatusName } from '#contract/instance-status.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
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
const count = { ...sortable, sortDescFirst: true } as const

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

const nodes = column.accessor((row) => row.lastDay?.total, {
  id: id('nodes'),
  header: 'Nodes',
  ...count,
  meta: { align: 'end', explanation: WINDOW },
  cell: ({ getValue, row }) => (
    <Count row={row.original} value={getValue()} nouns={['node', 'nodes']} filter={seen()} />
  ),
})

const silent = column.accessor('silent', {
  id: id('silent'),
  header: 'Silent',
  ...count,
  meta: {
    align: 'end',
    tablet: 'hidden',
    explanation: 'Nodes seen in the last 30 days, but not in the last 24 hours',
  },
  cell: ({ getValue, row }) => (
    <Count
      row={row.original}
      value={getValue()}
      nouns={['silent node', 'silent nodes']}
      filter={{ older: '1d' }}
    />
  ),
})

const onTarget = (compact: boolean) =>
  column.accessor(({ share }) => (share && share.nodes > 0 ? share.atTarget / share.nodes : undefined), {
    id: id('on-target'),
    header: 'On target',
    ...count,
    meta: {
      width: '9rem',
      narrow: 'line',
      explanation: `${WINDOW} that run the target version or newer; below, all of their versions, newest first`,
    },
    cell: ({ row }) => <OnTarget row={row.original} compact={compact} />,
  })

const inProgress = column.accessor('inProgress', {
  id: id('in-progress'),
  header: 'In progress',
  ...count,
  meta: {
    align: 'end',
    tablet: 'hidden',
    explanation: `${WINDOW} that were granted an update and have not finished it`,
    width: '6.75rem',
  },
  cell: ({ getValue, row }) => (
    <Count
      row={row.original}
      value={getValue()}
      nouns={['updating node', 'updating nodes']}
      filter={seen(...IN_PROGRESS_NAMES)}
    />
  ),
})

const onHold = column.accessor((row) => row.lastDay?.onhold, {
  id: id('on-hold'),
  header: 'On hold',
  ...count,
  meta: {
    align: 'end',
    tablet: 'hidden',
    explanation: `${WINDOW}, put on hold by the policy’s limit`,
    width: '5.25rem',
  },
  cell: ({ getValue, row }) => (
    <Count
      row={row.original}
      value={getValue()}
      nouns={['node on hold', 'nodes on hold']}
      filter={seen('onHold')}
    />
  ),
})

const errors = column.accessor((row) => row.lastDay?.error, {
  id: id('errors'),
  header: 'Errors',
  ...count,
  meta: { align: 'end', explanation: `${WINDOW}, whose last update failed` },
  cell: ({ getValue, row }) => (
    <Count
      row={row.original}
      value={getValue()}
      nouns={['failed node', 'failed nodes']}
      filter={seen('error')}
      isBad
    />
  ),
})

export const fleetColumns = (onPauseOrResume: OnPauseOrResume) =>
  column.columns([
    group(false),
    state(false),
    channel(false),
    onTarget(false),
    nodes,
    inProgress,
    onHold,
    errors,
    silent,
    pauseOrResume(onPauseOrResume),
  ])

/** One line per group, for hundreds of groups. */
export const compactFleetColumns = (onPauseOrResume: OnPauseOrResume) =>
  column.columns([
    group(true),
    state(true),
    channel(true),
    onTarget(true),
    nodes,
    inProgress,
    onHold,
    errors,
    silent,
    pauseOrResume(onPauseOrResume),
  ])
