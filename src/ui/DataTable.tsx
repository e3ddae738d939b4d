import { Button, VisuallyHidden } from '@mantine/core'
import { FlexRender, type Row, type RowData, useTable } from '@tanstack/react-table'
import { memo, type ReactNode, useEffect, useMemo } from 'react'
import { formatNumber } from '#src/lib/format-number.ts'
import type { Sort } from '#src/lib/sort.ts'
import { type DataTableColumns, dataTableFeatures } from './data-table-columns.ts'
import { ScrollArea } from './ScrollArea.tsx'
import { SortableHeader } from './SortableHeader.tsx'
import { TABLE_ROLES } from './table-roles.ts'
import { useRowsInView } from './use-rows-in-view.ts'
import styles from './DataTable.module.css'

interface DataTableProps<Item extends RowData> {
  /** The caption, for screen readers only: a visible title stands above the table. */
  label: string
  columns: DataTableColumns<Item>
  /** Keep an unchanged item the same object: its row is not rendered again then. */
  rows: readonly Item[]
  rowId: (item: Item) => string
  /** Controlled, since it is part of the page's URL. */
  sort?: Sort | null | undefined
  onSortChange?: ((sort: Sort) => void) | undefined
  /** `server` if `rows` are already in the order of `sort`. */
  sortedBy?: 'table' | 'server'
  /** Text below a row; null for most rows. */
  rowNotice?: ((item: Item) => ReactNode) | undefined
  /** On a phone: scroll sideways, or stack the cells of each row with the names of their columns. */
  narrow?: 'scroll' | 'stack'
  /** Shown in place of rows if there are none. */
  empty?: ReactNode
  /** Makes rows as low as one line of text. */
  dense?: boolean
  /** Called with the items whose rows are rendered: of a long table those in view and above. */
  onRender?: ((items: readonly Item[]) => void) | undefined
}

const NO_SORT: never[] = []

/** A table whose rows the reader can sort. A long table renders its rows as the reader scrolls. */
export function DataTable<Item extends RowData>(props: DataTableProps<Item>) {
  const { label, columns, rows, rowId, sort, onSortChange, sortedBy = 'table' } = props
  const { rowNotice, narrow = 'scroll', empty, dense, onRender } = props
  const sorting = useMemo(() => (sort ? [{ id: sort.column, desc: sort.descending }] : NO_SORT), [sort])
  const table = useTable({
    features: dataTableFeatures,
    columns,
    data: rows,
    getRowId: rowId,
    state: { sorting },
    manualSorting: sortedBy === 'server',
    defaultColumn: { enableSorting: false },
  })
  const { rows: tableRows } = table.getRowModel()
  const { count, observeEnd, showAll } = useRowsInView(tableRows.length, sort)
  const visible = useMemo(() => tableRows.slice(0, count), [tableRows, count])
  useEffect(() => onRender?.(visible.map(({ original }) => original)), [visible, onRender])
  return (
    <ScrollArea label={label}>
      <table
        {...TABLE_ROLES.table}
        className={styles['table']}
        data-narrow={narrow}
        data-dense={dense || undefined}
      >
        <caption>
          <VisuallyHidden>{label}</VisuallyHidden>
        </caption>
        <thead {...TABLE_ROLES.rowGroup} className={styles['head']}>
          {table.getHeaderGroups().map((group) => (
            <tr {...TABLE_ROLES.row} key={group.id}>
              {group.headers.map((header) => (
                <SortableHeader
                  key={header.id}
                  sort={sort?.column === header.column.id ? sort : null}
                  align={header.column.columnDef.meta?.align}
                  width={header.column.columnDef.meta?.width}
                  explanation={header.column.columnDef.meta?.explanation}
                  onSort={
                    onSortChange && header.column.getCanSort()
                      ? () => onSortChange(nextSort(header.column.id, header.column.getFirstSortDir(), sort))
                      : undefined
                  }
                >
                  <FlexRender header={header} />
                </SortableHeader>
              ))}
            </tr>
          ))}
        </thead>
        <tbody {...TABLE_ROLES.rowGroup}>
          {visible.map((row) => (
            <Memoized
              key={row.id}
              inputs={[row.original, columns, rowNotice]}
              render={() => (
                <TableRow row={row} columnCount={columns.length} notice={rowNotice?.(row.original)} />
              )}
            />
          ))}
          {tableRows.length === 0 && empty !== undefined && (
            <tr {...TABLE_ROLES.row}>
              <td {...TABLE_ROLES.cell} colSpan={columns.length} className={styles['whole']}>
                {empty}
              </td>
            </tr>
          )}
          {count < tableRows.length && (
            // The new key observes the end again after more rows were added.
            <tr {...TABLE_ROLES.row} key={count} ref={observeEnd}>
              <td {...TABLE_ROLES.cell} colSpan={columns.length} className={styles['whole']}>
                <Button size="compact-xs" variant="default" onClick={showAll}>
                  Show {formatNumber(tableRows.length - count)} more
                </Button>
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </ScrollArea>
  )
}

function nextSort(column: string, first: 'asc' | 'desc', sort: Sort | null | undefined): Sort {
  return { column, descending: sort?.column === column ? !sort.descending : first === 'desc' }
}

interface TableRowProps<Item extends RowData> {
  row: Row<typeof dataTableFeatures, Item>
  columnCount: number
  notice: ReactNode
}

function TableRow<Item extends RowData>({ row, columnCount, notice }: TableRowProps<Item>) {
  return (
    <>
      <tr {...TABLE_ROLES.row} className={styles['row']} data-noticed={notice ? true : undefined}>
        {row.getAllCells().map((cell) => {
          const { meta, header } = cell.column.columnDef
          const Cell = meta?.namesRow ? 'th' : 'td'
          return (
            <Cell
              key={cell.id}
              {...(meta?.namesRow ? TABLE_ROLES.rowHeader : TABLE_ROLES.cell)}
              className={styles['cell']}
              data-align={meta?.align}
              data-narrow={meta?.narrow}
              data-name={typeof header === 'string' ? header : undefined}
            >
              <FlexRender cell={cell} />
            </Cell>
          )
        })}
      </tr>
      {notice && (
        <tr {...TABLE_ROLES.row} className={styles['noticeRow']}>
          <td {...TABLE_ROLES.cell} colSpan={columnCount} className={styles['whole']}>
            {notice}
          </td>
        </tr>
      )}
    </>
  )
}

interface MemoizedProps {
  /** Renders again only if one of these changed. */
  inputs: readonly unknown[]
  render: () => ReactNode
}

// The stats of a fleet arrive group by group; only the row that changed renders again.
const Memoized = memo(
  ({ render }: MemoizedProps) => render(),
  (before, after) => before.inputs.every((input, index) => input === after.inputs[index]),
)
