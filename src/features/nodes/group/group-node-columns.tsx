import { Link } from 'react-router'
import type { Instance } from '#contract/instance.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { describeGrantedUpdate, describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { describeRelation, relationTo } from '#src/domain/versions/version-shares.ts'
import { routes } from '#src/routes/routes.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { NotedCell } from '#src/ui/NotedCell.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './GroupNodesPanel.module.css'
import { nodeDisplayName } from '#src/domain/nodes/node-alias.ts'

const column = columnsOf<Instance>()

/** @param target of the group's channel; null when it has no package */
export const groupNodeColumns = (ref: GroupRef, target: string | null) =>
  column.columns([
    column.accessor(({ alias, id }) => alias ?? id, {
      id: 'alias',
      header: 'Node',
      enableSorting: true,
      meta: { namesRow: true, explanation: 'Sorted by alias, or by id where a node has none' },
      cell: ({ row: { original } }) => <Name instance={original} groupRef={ref} />,
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
      meta: { explanation: 'When the node last asked for an update' },
      cell: ({ getValue }) => <RelativeTime time={getValue()} />,
    }),
  ])

function Name({ instance, groupRef }: { instance: Instance; groupRef: GroupRef }) {
  const alias = nodeDisplayName(instance)
  return (
    <>
      <Link
        to={routes.node.url({
          applicationId: groupRef.applicationId,
          groupId: groupRef.groupId,
          instanceId: instance.id,
        })}
        className={alias === null ? styles['id'] : styles['alias']}
      >
        {alias ?? instance.id}
      </Link>{' '}
      {alias !== null && <div className={styles['smallId']}>{instance.id}</div>}
    </>
  )
}
