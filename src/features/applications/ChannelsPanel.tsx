import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { compareNames } from '#src/lib/compare-names.ts'
import { routes } from '#src/routes/routes.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { NameList } from '#src/ui/NameList.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import styles from './Applications.module.css'

interface ChannelRow {
  channel: Channel
  title: string
  groups: string[]
}

const column = columnsOf<ChannelRow>()

const columns = column.columns([
  column.accessor(({ channel }) => channel.name, {
    id: 'name',
    header: 'Channel',
    meta: { namesRow: true },
    cell: ({ row: { original } }) => (
      <Link
        to={routes.channel.url({
          applicationId: original.channel.application_id,
          channelId: original.channel.id,
        })}
        className={styles['link']}
        aria-label={original.title}
      >
        <bdi>{original.channel.name}</bdi>
      </Link>
    ),
  }),
  column.accessor(({ channel }) => archName(channel.arch), { id: 'arch', header: 'Arch' }),
  column.accessor(({ channel }) => channel.package?.version ?? '–', { id: 'package', header: 'Package' }),
  column.display({
    id: 'groups',
    header: 'Groups',
    meta: { explanation: 'Groups that follow the channel' },
    cell: ({ row }) =>
      row.original.groups.length > 0 ? (
        <NameList names={row.original.groups} max={3} />
      ) : (
        <span className={styles['quiet']}>none</span>
      ),
  }),
])

/** The channels of an application, and the groups that follow them. */
export function ChannelsPanel({ application }: { application: Application }) {
  const rows = (application.channels ?? [])
    .toSorted((a, b) => compareNames(a.name, b.name) || a.arch - b.arch)
    .map((channel) => ({
      channel,
      title: channelTitle(channel, application.channels ?? []),
      groups: (application.groups ?? [])
        .filter(({ channel_id }) => channel_id === channel.id)
        .map(({ name }) => name),
    }))
  const all = (
    <Link to={routes.channels.url({ applicationId: application.id })} className={styles['link']}>
      All channels
    </Link>
  )
  return (
    <Panel title="Channels" flush={rows.length > 0} actions={all}>
      {rows.length === 0 ? (
        <EmptyState title="No channels yet">
          A channel determines which package the nodes of its groups get.
        </EmptyState>
      ) : (
        <DataTable
          label="Channels"
          columns={columns}
          rows={rows}
          rowId={({ channel }) => channel.id}
          narrow="stack"
        />
      )}
    </Panel>
  )
}
