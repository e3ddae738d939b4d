import { Link } from 'react-router'
import { archName } from '#src/domain/arch-name.ts'
import { type GroupState, groupStateName } from '#src/domain/group-state.ts'
import { versionSegments } from '#src/domain/version-segments.ts'
import type { FleetRow } from './fleet-row.ts'
import type { FleetColumn } from './fleet-search.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { formatShare } from '#src/lib/format-share.ts'
import { paths } from '#src/paths.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { SegmentBar } from '#src/ui/SegmentBar.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './FleetTable.module.css'

const WINDOW = 'Nodes seen in the last day'

const id = (column: FleetColumn | 'versions') => column
const column = columnsOf<FleetRow>()
const sortable = { enableSorting: true, sortUndefined: 'last' } as const
const count = { ...sortable, sortDescFirst: true } as const

export const fleetColumns = column.columns([
  column.accessor(({ application }) => application.name, {
    id: id('application'),
    header: 'Application',
    ...sortable,
    meta: { narrow: 'first' },
    cell: ({ getValue }) => <span className={styles['name']}>{getValue()}</span>,
  }),
  column.accessor(({ group }) => group.name, {
    id: id('group'),
    header: 'Group',
    ...sortable,
    meta: { namesRow: true },
    cell: ({
      row: {
        original: { application, group },
      },
    }) => (
      <Link to={paths.group(application.id, group.id)} className={styles['group']}>
        {group.name}
      </Link>
    ),
  }),
  column.accessor(({ group }) => group.channel?.name, {
    id: id('channel'),
    header: 'Channel, target',
    ...sortable,
    meta: { width: '8.25rem' },
    cell: ({ row: { original } }) => <Channel row={original} />,
  }),
  column.accessor('nodes', {
    id: id('nodes'),
    header: 'Nodes',
    ...count,
    meta: { align: 'end', explanation: WINDOW },
    cell: ({ getValue, row: { original } }) => <Count row={original} value={getValue()} />,
  }),
  column.accessor(({ share }) => (share && share.nodes > 0 ? share.atTarget / share.nodes : undefined), {
    id: id('on-target'),
    header: 'On target',
    ...count,
    meta: { align: 'end', explanation: `${WINDOW} that run the target version or a newer one` },
    cell: ({ row: { original } }) => <OnTarget row={original} />,
  }),
  column.display({
    id: id('versions'),
    header: 'Versions',
    meta: { explanation: `${WINDOW}, newest version first`, width: '15rem', narrow: 'line' },
    cell: ({ row: { original } }) => <Versions row={original} />,
  }),
  column.accessor('inProgress', {
    id: id('in-progress'),
    header: 'In progress',
    ...count,
    meta: { align: 'end', explanation: `${WINDOW}, granted an update, downloading it, or about to reboot` },
    cell: ({ getValue, row: { original } }) => <Count row={original} value={getValue()} />,
  }),
  column.accessor('onHold', {
    id: id('on-hold'),
    header: 'On hold',
    ...count,
    meta: { align: 'end', explanation: `${WINDOW}, held back by the policy’s limit` },
    cell: ({ getValue, row: { original } }) => <Count row={original} value={getValue()} />,
  }),
  column.accessor('errors', {
    id: id('errors'),
    header: 'Errors',
    ...count,
    meta: { align: 'end', explanation: `${WINDOW}, whose last update failed` },
    cell: ({ getValue, row: { original } }) => <Count row={original} value={getValue()} bad />,
  }),
  column.accessor(({ state }) => URGENCY[state.kind], {
    id: id('state'),
    header: 'State',
    ...sortable,
    meta: { width: '9.5rem', narrow: 'first' },
    cell: ({ row: { original } }) => <State row={original} />,
  }),
])

// In the order in which somebody would want to look at them.
const URGENCY: Record<GroupState['kind'], number> = {
  'held-by-safe-mode': 0,
  'updates-off': 1,
  paused: 2,
  'rolling-out': 3,
  'no-package': 4,
  unknown: 5,
  'no-nodes': 6,
  done: 7,
}

/** "…" while it is awaited, "–" when it could not be read: both are no number. */
function Unknown({ row }: { row: FleetRow }) {
  return <span className={styles['quiet']}>{row.failure ? '–' : '…'}</span>
}

interface CountProps {
  row: FleetRow
  value: number | undefined
  /** Anything above none is. */
  bad?: boolean
}

function Count({ row, value, bad = false }: CountProps) {
  if (value === undefined) return <Unknown row={row} />
  if (value === 0) return <span className={styles['quiet']}>0</span>
  return (
    <span data-tone={bad ? 'bad' : undefined} className={bad ? styles['bad'] : undefined}>
      {formatNumber(value)}
    </span>
  )
}

function Channel({ row: { group, target } }: { row: FleetRow }) {
  const { channel } = group
  if (!channel) return <span className={styles['quiet']}>no channel</span>
  return (
    <>
      <span className={styles['line']}>
        {channel.name} <span className={styles['quiet']}>{archName(channel.arch)}</span>
      </span>
      <div className={styles['small']}>{target ?? 'no package'}</div>
    </>
  )
}

function OnTarget({ row }: { row: FleetRow }) {
  const { share } = row
  if (share === undefined) return <Unknown row={row} />
  if (share === null || share.nodes === 0) return <span className={styles['quiet']}>–</span>
  return (
    <>
      {formatShare(share.atTarget, share.nodes)}
      <div className={styles['small']}>
        <span className={styles['line']}>
          {formatNumber(share.atTarget)} of {formatNumber(share.nodes)}
        </span>
      </div>
    </>
  )
}

const VERSIONS_IN_WORDS = 2

function Versions({ row }: { row: FleetRow }) {
  const { versions, target, group } = row
  if (versions === undefined) return <Unknown row={row} />
  const segments = versionSegments(versions, target)
  if (segments.length === 0) return <span className={styles['quiet']}>–</span>
  const total = segments.reduce((sum, { value }) => sum + value, 0)
  const named = segments.slice(0, VERSIONS_IN_WORDS)
  const more = versions.length - named.length
  return (
    <>
      <SegmentBar label={`Versions of ${group.name}`} segments={segments} />
      <div className={styles['small']} aria-hidden="true">
        {named.map(({ key, label, value }) => (
          <span key={key} className={styles['part']}>
            {label} {formatShare(value, total)}
          </span>
        ))}
        {more > 0 && <span className={styles['part']}>{more} more</span>}
      </div>
    </>
  )
}

function State({ row: { state, failure } }: { row: FleetRow }) {
  if (state.kind === 'unknown' && failure) return <StatusBadge tone="neutral">Not known</StatusBadge>
  const { label, tone } = groupStateName(state)
  return <StatusBadge tone={tone}>{label}</StatusBadge>
}
