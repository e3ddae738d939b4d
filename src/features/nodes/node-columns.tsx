import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { archName } from '#src/domain/arch-name.ts'
import { StatusCell, VersionCell } from '#src/domain/InstanceCells.tsx'
import { formatTime } from '#src/lib/format-duration.ts'
import { paths } from '#src/paths.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import type { NodeRow } from './node-row.ts'
import type { NodeSort } from './node-sort.ts'
import styles from './NodeTable.module.css'

export interface NodeColumn {
  id: string
  header: string
  /** Of a grid's column. */
  width: string
  /** Undefined where no server sorts by it. */
  sortBy?: NodeSort['column']
  /** What it says, or why it can't be sorted by; on hover of its header. */
  explanation: string
  namesRow?: boolean
  /** @param silentBefore who was last seen before that time is silent, in ms */
  render: (row: NodeRow, silentBefore: number) => ReactNode
}

const NOT_SORTED = 'The server does not sort by this; filter by it instead'

export const NODE_COLUMNS: readonly NodeColumn[] = [
  {
    id: 'node',
    header: 'Node',
    width: 'minmax(15rem, 2.2fr)',
    sortBy: 'alias',
    explanation: 'Sorted by alias, or by id where a node has none',
    namesRow: true,
    render: (row) => <NodeName row={row} />,
  },
  {
    id: 'group',
    header: 'Group',
    width: 'minmax(8rem, 1.1fr)',
    sortBy: 'group',
    explanation: 'Sorted by application and group, the quickest order to jump around in',
    render: ({ group }) => (
      <Link to={paths.group(group.applicationId, group.groupId)} className={styles['quiet']}>
        {group.name}
      </Link>
    ),
  },
  {
    id: 'application',
    header: 'Application',
    width: 'minmax(8rem, 1.1fr)',
    explanation: 'Sort by group: groups stand by their applications',
    render: ({ group }) => group.applicationName,
  },
  {
    id: 'arch',
    header: 'Arch',
    width: 'minmax(4rem, 0.5fr)',
    explanation: `Of the group’s channel. ${NOT_SORTED}`,
    render: ({ group }) => (group.arch === null ? '–' : archName(group.arch)),
  },
  {
    id: 'version',
    header: 'Version',
    width: 'minmax(8rem, 1fr)',
    explanation: NOT_SORTED,
    render: ({ version, group }) => <VersionCell version={version} target={group.target} />,
  },
  {
    id: 'status',
    header: 'Status',
    width: 'minmax(9rem, 1fr)',
    explanation: NOT_SORTED,
    render: ({ status, updateVersion }) => <StatusCell status={status} updateVersion={updateVersion} />,
  },
  {
    id: 'lastCheck',
    header: 'Last check',
    width: 'minmax(6rem, 0.8fr)',
    sortBy: 'lastCheck',
    explanation: 'When the node last asked for an update',
    render: ({ checkedAt }) => <RelativeTime time={checkedAt} />,
  },
  {
    id: 'silentSince',
    header: 'Silent since',
    width: 'minmax(13.5rem, 1.2fr)',
    explanation:
      'Of nodes that have not asked for a day, or for as long as the filter says: when they last did',
    render: ({ checkedAt }, silentBefore) => (checkedAt < silentBefore ? formatTime(checkedAt) : '–'),
  },
  {
    id: 'address',
    header: 'Address',
    width: 'minmax(8rem, 0.9fr)',
    sortBy: 'ip',
    explanation: 'Where the node last asked from',
    render: ({ ip }) => ip,
  },
]

function NodeName({ row: { id, alias, group } }: { row: NodeRow }) {
  return (
    <>
      <Link
        to={paths.instance(group.applicationId, group.groupId, id)}
        className={alias === null ? styles['id'] : styles['alias']}
      >
        {alias ?? id}
      </Link>
      {alias !== null && <div className={styles['smallId']}>{id}</div>}
    </>
  )
}
