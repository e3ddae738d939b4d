import { Button, VisuallyHidden } from '@mantine/core'
import { FlexRender, type Header, type Row, type RowData, useTable } from '@tanstack/react-table'
import { type ReactNode, useCallback, useEffect, useMemo } from 'react'
import { formatNumber } from '#src/lib/format-number.ts'
import type { Sort } from '#src/lib/sort.ts'
import { type DataTableColumns, dataTableFeatures } from './data-table-columns.ts'
import { DataTableRow, Memoized, WideRow } from './DataTableRow.tsx'
import { ScrollArea } from './ScrollArea.tsx'
import { SortableHeader } from './SortableHeader.tsx'
import { SectionHeading, type TableSections } from './TableSection.tsx'
import { TABLE_ROLES } from './table-roles.ts'
import { type PlacedRow, useHeldOrder } from './use-held-order.ts'
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
  /** Divides the rows, which are sorted by section then. Keep it the same object while nothing of it changes. */
  sections?: TableSections<Item> | undefined
  /** Rows keep their places while the pointer or the focus is on them. For a table that sorts its rows itself. */
  holdsOrder?: boolean
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
const NO_SECTION = ''

/** A table whose rows the reader can sort. A long table renders its rows as the reader scrolls. */
export function DataTable<Item extends RowData>(props: DataTableProps<Item>) {
  const { label, columns, rows, rowId, sort, onSortChange, sortedBy = 'table' } = props
  const { rowNotice, narrow = 'scroll', empty, dense, onRender, sections, holdsOrder = false } = props
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
  const sectionOf = useCallback(
    ({ original }: TableRow<Item>) => sections?.of(original) ?? NO_SECTION,
    [sections],
  )
  const { placed, holdHandlers } = useHeldOrder(tableRows, sectionOf, sort, sections?.loading)
  const closed = sections?.closed ?? NO_SORT
  const open = useMemo(() => placed.filter(({ section }) => !closed.includes(section)), [placed, closed])
  const { count, observeEnd, showAll } = useRowsInView(open.length, sort)
  const visible = useMemo(() => open.slice(0, count), [open, count])
  useEffect(() => onRender?.(visible.map(({ row }) => row.original)), [visible, onRender])
  const parts = useMemo(() => partsOf(placed, visible, closed), [placed, visible, closed])
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
        <tbody {...TABLE_ROLES.rowGroup} {...(holdsOrder && holdHandlers)}>
          {/* One list of keyed rows: a row that moves to another section stays the same element, with its focus. */}
          {parts.flatMap(({ section, total, rows }) => [
            sections && (
              <SectionHeading
                key={`section ${section}`}
                title={sections.title(section)}
                rows={total}
                isOpen={!closed.includes(section)}
                columnCount={columns.length}
                onToggle={() => sections.onToggle(section)}
              />
            ),
            ...rows.map((row) => (
              <Memoized
                key={row.id}
                inputs={[row.original, columns, rowNotice]}
                render={() => (
                  <DataTableRow row={row} columnCount={columns.length} notice={rowNotice?.(row.original)} />
                )}
              />
            )),
          ])}
          {tableRows.length === 0 && empty !== undefined && (
            <WideRow columnCount={columns.length}>{empty}</WideRow>
          )}
          {count < open.length && (
            // The new key observes the end again after more rows were added.
            <WideRow key={count} ref={observeEnd} columnCount={columns.length}>
              <Button size="compact-xs" variant="default" onClick={showAll}>
                Show {formatNumber(open.length - count)} more
              </Button>
            </WideRow>
          )}
        </tbody>
      </table>
    </ScrollArea>
  )
}

type TableRow<Item extends RowData> = Row<typeof dataTableFeatures, Item>

interface TablePart<Row> {
  section: string
  /** Rows of the section, whether they are rendered or not. */
  total: number
  rows: Row[]
}

/** The sections of the table in their order: those with rows to render, and closed ones. */
function partsOf<Row>(
  placed: readonly PlacedRow<Row>[],
  visible: readonly PlacedRow<Row>[],
  closed: readonly string[],
): TablePart<Row>[] {
  const parts = new Map<string, TablePart<Row>>()
  for (const { section } of placed) {
    const part = parts.get(section) ?? { section, total: 0, rows: [] }
    part.total += 1
    parts.set(section, part)
  }
  for (const { row, section } of visible) parts.get(section)?.rows.push(row)
  return [...parts.values()].filter(({ section, rows }) => rows.length > 0 || closed.includes(section))
}

interface ColumnHeaderProps<Item extends RowData> {
  header: Header<typeof dataTableFeatures, Item>
  sort: Sort | null | undefined
  onSortChange: ((sort: Sort) => void) | undefined
}

function ColumnHeader<Item extends RowData>({ header, sort, onSortChange }: ColumnHeaderProps<Item>) {
  const { column } = header
  const { align, width, tablet, explanation } = column.columnDef.meta ?? {}
  const onSort = () => onSortChange?.(nextSort(column.id, column.getFirstSortDir(), sort))
  return (
    <SortableHeader
      sort={sort?.column === column.id ? sort : null}
      align={align}
      width={width}
      tablet={tablet}
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
