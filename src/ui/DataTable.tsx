import { Button, VisuallyHidden } from '@mantine/core'
import { FlexRender, type Header, type Row, type RowData, useTable } from '@tanstack/react-table'
import { memo, type ReactNode, type Ref, useEffect, useMemo } from 'react'
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
          {table.getHeaderGroups().map(({ id, headers }) => (
            <tr {...TABLE_ROLES.row} key={id}>
              {headers.map((header) => (
                <ColumnHeader key={header.id} header={header} sort={sort} onSortChange={onSortChange} />
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
            <WideRow columnCount={columns.length}>{empty}</WideRow>
          )}
          {count < tableRows.length && (
            // The new key observes the end again after more rows were added.
            <WideRow key={count} ref={observeEnd} columnCount={columns.length}>
              <Button size="compact-xs" variant="default" onClick={showAll}>
                Show {formatNumber(tableRows.length - count)} more
              </Button>
            </WideRow>
          )}
        </tbody>
      </table>
    </ScrollArea>
  )
}

interface ColumnHeaderProps<Item extends RowData> {
  header: Header<typeof dataTableFeatures, Item>
  sort: Sort | null | undefined
  onSortChange: ((sort: Sort) => void) | undefined
}

function ColumnHeader<Item extends RowData>({ header, sort, onSortChange }: ColumnHeaderProps<Item>) {
  const { column } = header
  const { align, width, explanation } = column.columnDef.meta ?? {}
  const onSort = () => onSortChange?.(nextSort(column.id, column.getFirstSortDir(), sort))
  return (
    <SortableHeader
      sort={sort?.column === column.id ? sort : null}
      align={align}
      width={width}
      explanation={explanation}
      onSort={onSortChange && column.getCanSort() ? onSort : undefined}
    >
      <FlexRender header={header} />
    </SortableHeader>
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
        <WideRow columnCount={columnCount} className={styles['noticeRow']}>
          {notice}
        </WideRow>
      )}
    </>
  )
}

interface WideRowProps {
  columnCount: number
  className?: string | undefined
  ref?: Ref<HTMLTableRowElement>
  children: ReactNode
}

/** A row of one cell over all columns. */
const WideRow = ({ columnCount, className, ref, children }: WideRowProps) => (
  <tr {...TABLE_ROLES.row} className={className} ref={ref}>
    <td {...TABLE_ROLES.cell} colSpan={columnCount} className={styles['whole']}>
      {children}
    </td>
  </tr>
)

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
