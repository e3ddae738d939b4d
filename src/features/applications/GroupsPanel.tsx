import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import { type Group, targetVersion } from '#contract/group.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { compareNames } from '#src/lib/compare-names.ts'
import { routes } from '#src/routes/routes.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'
import styles from './Applications.module.css'

const column = columnsOf<Group>()

const columns = column.columns([
  column.accessor(({ name }) => name, {
    id: 'name',
    header: 'Group',
    meta: { namesRow: true },
    cell: ({ row: { original } }) => (
      <Link
        to={routes.group.url({ applicationId: original.application_id, groupId: original.id })}
        className={styles['link']}
      >
        <bdi>{original.name}</bdi>
      </Link>
    ),
  }),
  column.display({
    id: 'track',
    header: 'Track',
    meta: { explanation: 'The name by which nodes request the group' },
    cell: ({ row }) => <bdi>{row.original.track}</bdi>,
  }),
  column.display({
    id: 'channel',
    header: 'Channel',
    cell: ({ row: { original } }) =>
      original.channel ? (
        <>
          <bdi>{original.channel.name}</bdi>
          <span className={styles['quiet']}> {archName(original.channel.arch)}</span>
        </>
      ) : (
        <span className={styles['quiet']}>none</span>
      ),
  }),
  column.accessor((group) => targetVersion(group) ?? '–', { id: 'target', header: 'Target' }),
  column.accessor(({ policy_updates_enabled }) => (policy_updates_enabled ? 'on' : 'off'), {
    id: 'updates',
    header: 'Updates',
  }),
])

/** The groups of an application. */
export function GroupsPanel({ application }: { application: Application }) {
  const groups = (application.groups ?? []).toSorted((a, b) => compareNames(a.name, b.name))
  const add = (
    <WriteButton
      to={routes.newGroup.url({ applicationId: application.id })}
      size="compact-sm"
      variant="default"
    >
      Add a group
    </WriteButton>
  )
  return (
    <Panel title="Groups" flush={groups.length > 0} actions={add}>
      {groups.length === 0 ? (
        <EmptyState title="No groups yet">
          A group decides which updates its nodes get, and how fast. Nodes join it by its track.
        </EmptyState>
      ) : (
        <DataTable label="Groups" columns={columns} rows={groups} rowId={({ id }) => id} narrow="stack" />
      )}
    </Panel>
  )
}
