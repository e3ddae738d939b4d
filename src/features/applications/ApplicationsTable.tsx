import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import styles from './Applications.module.css'

const column = columnsOf<Application>()

const columns = column.columns([
  column.accessor(({ name }) => name, {
    id: 'name',
    header: 'Application',
    meta: { namesRow: true },
    cell: ({ row: { original } }) => (
      <Link to={routes.application.url({ applicationId: original.id })} className={styles['link']}>
        <bdi>{original.name}</bdi>
      </Link>
    ),
  }),
  column.accessor(({ product_id }) => product_id ?? '–', { id: 'product_id', header: 'Product ID' }),
  column.accessor(({ instances }) => formatNumber(instances.count), {
    id: 'nodes',
    header: 'Nodes',
    meta: { align: 'end', explanation: 'Nodes seen in the last 24 hours' },
  }),
  column.accessor(({ groups }) => formatNumber(groups?.length ?? 0), {
    id: 'groups',
    header: 'Groups',
    meta: { align: 'end' },
  }),
  column.accessor(({ channels }) => formatNumber(channels?.length ?? 0), {
    id: 'channels',
    header: 'Channels',
    meta: { align: 'end' },
  }),
  column.display({
    id: 'description',
    header: 'Description',
    meta: { narrow: 'line' },
    cell: ({ row }) => <bdi>{row.original.description}</bdi>,
  }),
])

/** Every application with how much is in it. */
export const ApplicationsTable = ({ applications }: { applications: readonly Application[] }) => (
  <DataTable
    label="Applications"
    columns={columns}
    rows={applications}
    rowId={({ id }) => id}
    narrow="stack"
  />
)
