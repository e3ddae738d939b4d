import type { ReactNode } from 'react'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { describeGrantedUpdate, describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { describeRelation, relationTo } from '#src/domain/versions/version-shares.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { routes } from '#src/routes/routes.ts'
import { NotedCell } from '#src/ui/NotedCell.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import type { NodeRow } from '#src/features/nodes/reading/node-row.ts'
import type { NodeSort } from '#src/features/nodes/reading/node-sort.ts'
import styles from './NodeTable.module.css'

export interface NodeColumn {
  id: string
  header: string
  /** At least so many rem, and its share of what is left. */
  width: { least: number; share: number }
  /** Undefined where no server sorts by it. */
  sortBy?: NodeSort['column']
  /** What it says, or why it can't be sorted by; on hover of its header. */
  explanation: string
  namesRow?: boolean
  /** @param silentBefore who was last seen before that time is silent, in ms */
  render: (row: NodeRow, silentBefore: number) => ReactNode
}

const NOT_SORTED = 'The server does not sort by this; filter by it instead'

/** Their links are plain: the table follows them, see `usePlainLinks`. */
export const NODE_COLUMNS: readonly NodeColumn[] = [
  {
    id: 'node',
    header: 'Node',
    width: { least: 15, share: 2.2 },
    sortBy: 'alias',
    explanation: 'Sorted by alias, or by id where a node has none',
    namesRow: true,
    render: (row) => <NodeName row={row} />,
  },
  {
    id: 'group',
    header: 'Group',
    width: { least: 8, share: 1.1 },
    sortBy: 'group',
    explanation: 'Sorted by application and group, the quickest order to jump around in',
    render: ({ group }) => (
      <a
        href={routes.group.url({ applicationId: group.applicationId, groupId: group.groupId })}
        className={styles['quiet']}
      >
        {group.name}
      </a>
    ),
  },
  {
    id: 'application',
    header: 'Application',
    width: { least: 8, share: 1.1 },
    explanation: 'Sort by group: groups stand by their applications',
    render: ({ group }) => group.applicationName,
  },
  {
    id: 'arch',
    header: 'Arch',
    width: { least: 4, share: 0.5 },
    explanation: `Of the group’s channel. ${NOT_SORTED}`,
    render: ({ group }) => (group.arch === null ? '–' : archName(group.arch)),
  },
  {
    id: 'version',
    header: 'Version',
    width: { least: 8, share: 1 },
    explanation: NOT_SORTED,
    render: ({ version, group }) => (
      <NotedCell note={describeRelation(relationTo(group.target, version))}>{version}</NotedCell>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    width: { least: 10.5, share: 1 },
    explanation: NOT_SORTED,
    render: ({ status, updateVersion }) => {
      const { label, tone, explanation } = describeNodeStatus(status)
      return (
        <NotedCell note={describeGrantedUpdate(status, updateVersion)}>
          <StatusBadge tone={tone} title={explanation}>
            {label}
          </StatusBadge>
        </NotedCell>
      )
    },
  },
  {
    id: 'lastCheck',
    header: 'Last check',
    width: { least: 6, share: 0.8 },
    sortBy: 'lastCheck',
    explanation: 'When the node last asked for an update',
    render: ({ checkedAt }) => <RelativeTime time={checkedAt} />,
  },
  {
    id: 'silentSince',
    header: 'Silent since',
    width: { least: 13.5, share: 1.2 },
    explanation:
      'Of nodes that have not asked for a day, or for as long as the filter says: when they last did',
    render: ({ checkedAt }, silentBefore) => (checkedAt < silentBefore ? formatTime(checkedAt) : '–'),
  },
  {
    id: 'address',
    header: 'Address',
    width: { least: 8, share: 0.9 },
    sortBy: 'ip',
    explanation: 'Where the node last asked from',
    render: ({ ip }) => ip,
  },
]

function NodeName({ row: { id, alias, group } }: { row: NodeRow }) {
  return (
    <>
      <a
        href={routes.node.url({ applicationId: group.applicationId, groupId: group.groupId, instanceId: id })}
        className={alias === null ? styles['id'] : styles['alias']}
      >
        {alias ?? id}
      </a>{' '}
      {alias !== null && <div className={styles['smallId']}>{id}</div>}
    </>
  )
}
