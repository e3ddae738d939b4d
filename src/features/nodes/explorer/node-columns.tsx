import type { ReactNode } from 'react'
import { baseErrorCode } from '#contract/error-code.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { errorLabel, describeErrorCode } from '#src/domain/nodes/error-label.ts'
import { NodeNameCell } from '#src/features/nodes/cells/NodeNameCell.tsx'
import { NodeStatusCell } from '#src/features/nodes/cells/NodeStatusCell.tsx'
import { NodeVersionCell } from '#src/features/nodes/cells/NodeVersionCell.tsx'
import type { NodeRow } from '#src/features/nodes/reading/node-row.ts'
import type { NodeSort } from '#src/features/nodes/reading/node-sort.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { pageBase } from '#src/lib/page-base.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { routes } from '#src/routes/routes.ts'
import { NotedCell } from '#src/ui/NotedCell.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './NodeTable.module.css'

export interface NodeColumn {
  id: string
  header: string
  /** Minimum in rem, and share of the remaining width. */
  width: { min: number; share: number }
  /** Undefined where the server cannot sort by it. */
  sortBy?: NodeSort['column']
  /** Tooltip of the header: what the column shows, how it sorts, or why it does not sort. */
  explanation: string
  namesRow?: boolean
  /** @param silentBefore a node last seen before this time is silent; in ms */
  render: (row: NodeRow, silentBefore: number) => ReactNode
}

/** Shown too while the filter is about failures, or about silence. */
export const ERROR_COLUMN = 'error'
export const SILENCE_COLUMN = 'silentSince'

const NOT_SORTABLE = 'The server cannot sort by this column; use a filter instead'

/** Cells contain plain links, which `usePlainLinks` follows. */
export const NODE_COLUMNS: readonly NodeColumn[] = [
  {
    id: 'node',
    header: 'Node',
    width: { min: 13.75, share: 2.2 },
    sortBy: 'alias',
    explanation: 'Sorts by alias, or by ID for nodes without one',
    namesRow: true,
    render: (row) => <NodeName row={row} />,
  },
  {
    id: 'group',
    header: 'Group',
    width: { min: 8, share: 1.1 },
    sortBy: 'group',
    explanation: 'Sorts by application, then by group: the fastest order to jump around in',
    render: ({ group: { applicationId, groupId, name } }) => (
      <a href={pageBase() + routes.group.url({ applicationId, groupId })} className={styles['quiet']}>
        <bdi>{name}</bdi>
      </a>
    ),
  },
  {
    id: 'application',
    header: 'Application',
    width: { min: 8, share: 1.1 },
    explanation: 'To sort by application, sort by group',
    render: ({ group }) => <bdi>{group.applicationName}</bdi>,
  },
  {
    id: 'arch',
    header: 'Arch',
    width: { min: 4, share: 0.5 },
    explanation: `The architecture of the group’s channel. ${NOT_SORTABLE}`,
    render: ({ group }) => (group.arch === null ? '–' : archName(group.arch)),
  },
  {
    id: 'version',
    header: 'Version',
    width: { min: 9.75, share: 1 },
    explanation: NOT_SORTABLE,
    render: ({ version, group }) => <NodeVersionCell version={version} target={group.target} />,
  },
  {
    id: 'status',
    header: 'Status',
    width: { min: 10, share: 1 },
    explanation: NOT_SORTABLE,
    render: ({ status, updateVersion }) => <NodeStatusCell status={status} updateVersion={updateVersion} />,
  },
  {
    id: ERROR_COLUMN,
    header: 'Error',
    width: { min: 12, share: 1.4 },
    explanation: `The code of the latest failed update, until the node completes one; reported by Platte’s update server only. ${NOT_SORTABLE}`,
    render: ({ errorCode, group }) =>
      typeof errorCode === 'string' ? <ErrorCode errorCode={errorCode} group={group} /> : '–',
  },
  {
    id: 'lastCheck',
    header: 'Last check',
    width: { min: 6, share: 0.8 },
    sortBy: 'lastCheck',
    explanation: 'When the node last checked for an update',
    render: ({ checkedAt }) => <RelativeTime time={checkedAt} />,
  },
  {
    id: SILENCE_COLUMN,
    header: 'Silent since',
    width: { min: 13.5, share: 1.2 },
    explanation:
      'The last check of nodes that have not checked in for a day, or for as long as the filter says',
    render: ({ checkedAt }, silentBefore) => (checkedAt < silentBefore ? formatTime(checkedAt) : '–'),
  },
  {
    id: 'address',
    header: 'Address',
    width: { min: 8, share: 0.9 },
    sortBy: 'ip',
    explanation: 'The address that the node last checked in from',
    render: ({ ip }) => ip,
  },
]

/** Leads to the nodes of the group with the same code. */
function ErrorCode({ errorCode, group }: { errorCode: string; group: NodeRow['group'] }) {
  const params = nodeFilterParams({ groups: [group.groupId], errors: [baseErrorCode(errorCode)] })
  return (
    <NotedCell note={describeErrorCode(errorCode)}>
      <a
        href={pageBase() + routes.nodes.url(params)}
        className={styles['quiet']}
        title={describeErrorCode(errorCode)}
      >
        {errorLabel(errorCode)}
      </a>
    </NotedCell>
  )
}

function NodeName({ row: { id, alias, group } }: { row: NodeRow }) {
  const href =
    pageBase() +
    routes.node.url({ applicationId: group.applicationId, groupId: group.groupId, instanceId: id })
  return (
    <NodeNameCell
      id={id}
      alias={alias}
      renderLink={(name, className) => (
        <a href={href} className={className}>
          {name}
        </a>
      )}
    />
  )
}
