import { Link } from 'react-router'
import type { Package } from '#contract/package.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { packageTitle } from '#src/domain/catalogue/package-title.ts'
import { routes } from '#src/routes/routes.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { NameList } from '#src/ui/NameList.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './Catalogue.module.css'
import { PACKAGE_TYPES } from './package-form-values.ts'
import type { PackageRow } from './package-row.ts'

const column = columnsOf<PackageRow>()

const columns = column.columns([
  column.display({
    id: 'version',
    header: 'Version',
    meta: { namesRow: true },
    cell: ({ row: { original } }) => <PackageLink {...original.release} />,
  }),
  column.accessor(({ release }) => archName(release.arch), { id: 'arch', header: 'Arch' }),
  column.accessor(({ release }) => typeName(release.type), { id: 'type', header: 'Type' }),
  column.display({
    id: 'channels',
    header: 'Channels',
    meta: { explanation: 'Channels that have it now' },
    cell: ({ row: { original } }) => <Channels {...original} />,
  }),
  column.accessor(({ release }) => release.description ?? '', {
    id: 'description',
    header: 'Description',
    meta: { narrow: 'line' },
  }),
  column.display({
    id: 'added',
    header: 'Added',
    cell: ({ row }) => <RelativeTime time={Date.parse(row.original.release.created_ts)} />,
  }),
])

const typeName = (type: number) =>
  PACKAGE_TYPES.find(({ value }) => value === String(type))?.label ?? `type ${type}`

function Channels({ channels, blacklisted }: PackageRow) {
  return (
    <>
      {channels.map((channel, index) => (
        <span key={channel.id}>
          {index > 0 && ', '}
          <ChannelLink {...channel} />
        </span>
      ))}
      {channels.length === 0 && <span className={styles['quiet']}>none</span>}
      {blacklisted.length > 0 && (
        <div className={styles['quiet']}>
          blacklisted for <NameList names={blacklisted.map(({ name }) => name)} max={Infinity} />
        </div>
      )}
    </>
  )
}

const PackageLink = (release: Package) => (
  <Link
    to={routes.package.url({ applicationId: release.application_id, packageId: release.id })}
    className={styles['link']}
    aria-label={packageTitle(release)}
  >
    {release.version}
  </Link>
)

const ChannelLink = ({ application_id, id, name, title }: PackageRow['channels'][number]) => (
  <Link
    to={routes.channelPackage.url({ applicationId: application_id, channelId: id })}
    className={styles['link']}
    aria-label={title}
  >
    <bdi>{name}</bdi>
  </Link>
)

/** Packages with the channels that have them. */
export function PackagesTable({ rows }: { rows: readonly PackageRow[] }) {
  return (
    <DataTable
      label="Packages"
      columns={columns}
      rows={rows}
      rowId={({ release }) => release.id}
      narrow="stack"
      empty={
        <EmptyState title="No package matches">
          Every word must occur in the version, description, URL or channels of a package.
        </EmptyState>
      }
    />
  )
}
