import { Link } from 'react-router'
import type { Instance } from '#contract/instance.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { nodeDisplayName } from '#src/domain/nodes/node-alias.ts'
import { NodeNameCell } from '#src/features/nodes/cells/NodeNameCell.tsx'
import { NodeStatusCell } from '#src/features/nodes/cells/NodeStatusCell.tsx'
import { NodeVersionCell } from '#src/features/nodes/cells/NodeVersionCell.tsx'
import { routes } from '#src/routes/routes.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'

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
      cell: ({ getValue }) => <NodeVersionCell version={getValue()} target={target} />,
    }),
    column.display({
      id: 'status',
      header: 'Status',
      cell: ({ row: { original } }) => {
        const { status, last_update_version } = original.application
        return <NodeStatusCell status={status} updateVersion={last_update_version} />
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
  const url = routes.node.url({ ...groupRef, instanceId: instance.id })
  return (
    <NodeNameCell
      id={instance.id}
      alias={nodeDisplayName(instance)}
      renderLink={(name, className) => (
        <Link to={url} {...(className !== undefined && { className })}>
          {name}
        </Link>
      )}
    />
  )
}
