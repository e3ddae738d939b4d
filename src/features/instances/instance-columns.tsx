import { Link } from 'react-router'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { Instance } from '#contract/instance.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { instanceStatusName } from '#src/domain/instance-status.ts'
import { relationInWords, relationTo } from '#src/domain/version-shares.ts'
import { paths } from '#src/paths.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './InstancePanel.module.css'
import { instanceAlias } from './instance-alias.ts'

const column = columnsOf<Instance>()

/** @param target of the group's channel; null when it has no package */
export const instanceColumns = (ref: GroupRef, target: string | null) =>
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
      cell: ({ getValue }) => <Version version={getValue()} target={target} />,
    }),
    column.display({
      id: 'status',
      header: 'Status',
      cell: ({ row: { original } }) => <Status instance={original} />,
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
  const alias = instanceAlias(instance)
  return (
    <>
      <Link
        to={paths.instance(groupRef.applicationId, groupRef.groupId, instance.id)}
        className={alias === null ? styles['id'] : styles['alias']}
      >
        {alias ?? instance.id}
      </Link>{' '}
      {alias !== null && <div className={styles['smallId']}>{instance.id}</div>}
    </>
  )
}

function Version({ version, target }: { version: string; target: string | null }) {
  const relation = relationInWords(relationTo(target, version))
  return (
    <>
      {version}
      {relation !== '' && <div className={styles['small']}>{relation}</div>}
    </>
  )
}

const ON_THE_WAY: readonly (number | null)[] = [
  INSTANCE_STATUS.updateGranted,
  INSTANCE_STATUS.downloading,
  INSTANCE_STATUS.downloaded,
  INSTANCE_STATUS.installed,
  INSTANCE_STATUS.error,
]

function Status({ instance: { application } }: { instance: Instance }) {
  const { label, tone, explanation } = instanceStatusName(application.status)
  return (
    <>
      <StatusBadge tone={tone} title={explanation}>
        {label}
      </StatusBadge>
      {ON_THE_WAY.includes(application.status) && application.last_update_version && (
        <div className={styles['small']}>update to {application.last_update_version}</div>
      )}
    </>
  )
}
