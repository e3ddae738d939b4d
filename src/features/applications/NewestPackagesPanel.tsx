import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Package } from '#contract/package.ts'
import { compareVersions } from '#contract/version-order.ts'
import { packagesQuery } from '#src/api/packages.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { packageTitle } from '#src/domain/catalogue/package-title.ts'
import { allOf, plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './Applications.module.css'

const SHOWN = 5

const column = columnsOf<Package>()

const columns = column.columns([
  column.accessor(({ version }) => version, {
    id: 'version',
    header: 'Version',
    meta: { namesRow: true },
    cell: ({ row: { original } }) => (
      <Link
        to={routes.package.url({ applicationId: original.application_id, packageId: original.id })}
        className={styles['link']}
        aria-label={packageTitle(original)}
      >
        {original.version}
      </Link>
    ),
  }),
  column.accessor(({ arch }) => archName(arch), { id: 'arch', header: 'Arch' }),
  column.display({
    id: 'added',
    header: 'Added',
    cell: ({ row }) => <RelativeTime time={row.original.created_ts} />,
  }),
])

/** The newest packages of an application. */
export function NewestPackagesPanel({ applicationId }: { applicationId: string }) {
  const packages = useQuery(packagesQuery(applicationId))
  return (
    <QueryPanel
      title="Packages"
      note={packages.data && packages.data.length > SHOWN && `the newest ${SHOWN}`}
      flush
      query={packages}
      isEmpty={(all) => all.length === 0}
      empty={
        <EmptyState title="No packages yet">
          A package holds the URL that nodes download a version from. Add one, then set it on a channel.
        </EmptyState>
      }
      actions={
        <Link to={routes.packages.url({ applicationId })} className={styles['link']}>
          {packages.data?.length
            ? allOf(packages.data.length, plural(packages.data.length, 'package'))
            : 'Packages'}
        </Link>
      }
    >
      {(all) => (
        <DataTable
          label="Packages"
          columns={columns}
          rows={all.toSorted((a, b) => compareVersions(b.version, a.version)).slice(0, SHOWN)}
          rowId={({ id }) => id}
          narrow="stack"
        />
      )}
    </QueryPanel>
  )
}
