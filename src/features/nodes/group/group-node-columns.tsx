import { Link } from 'react-router'
import type { Instance } from '#contract/instance.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { nodeDisplayName } from '#src/domain/nodes/node-alias.ts'
import { describeGrantedUpdate, describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { describeRelation, relationTo } from '#src/domain/versions/version-shares.ts'
import { routes } from '#src/routes/routes.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { NotedCell } from '#src/ui/NotedCell.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './GroupNodesPanel.module.css'

const column = columnsOf<Instance>()

/** @param target version of the channel's package; null without one */
export const groupNodeColumns = (ref: GroupRef, target: string | null) =>
  column.columns([
    column.accessor(({ alias, id }) => alias ?? id, {
      id: 'alias',
      header: 'Node',
      enableSorting: true,
      meta: { namesRow: true, explanation: 'Sorts by alias, or by ID for nodes without one' },
      cell: ({ row: { original } }) => <NodeName instance={original} groupRef={ref} />,
    }),
    column.accessor('ip', { id: 'ip', header: 'Address', enableSorting: true }),
    column.accessor(({ application }) => application.version, {
      id: 'version',
      header: 'Version',
      cell: ({ getValue }) => (
        <NotedCell note={describeRelation(relationTo(target, getValue()))}>{getValue()}</NotedCell>
      ),
    }),
    column.display({
      id: 'status',
      header: 'Status',
      cell: ({ row: { original } }) => {
        const { status, last_update_version: updateVersion } = original.application
        const { label, tone, explanation } = describeNodeStatus(status)
        return (
          <NotedCell note={describeGrantedUpdate(status, updateVersion)}>
            <StatusBadge tone={tone} title={explanation}>
              {label}
            </StatusBadge>
          </NotedCell>
        )
      },
    }),
    column.accessor(({ application }) => application.last_check_for_updates, {
      id: 'lastCheck',
      header: 'Last check',
      enableSorting: true,
      sortDescFirst: true,
      meta: { explanation: 'When the node last checked for an update' },
      cell: ({ getValue }) => <RelativeTime time={getValue()} />,
    }),
  ])

function NodeName({ instance, groupRef }: { instance: Instance; groupRef: GroupRef }) {
  const alias = nodeDisplayName(instance)
  return (
    <>
      <Link
        to={routes.node.url({ ...groupRef, instanceId: instance.id })}
        className={alias === null ? styles['id'] : styles['alias']}
      >
        {alias === null ? instance.id : <bdi>{alias}</bdi>}
      </Link>{' '}
      {alias !== null && <div className={styles['smallId']}>{instance.id}</div>}
    </>
  )
}
