import { type Row, type RowData, useTable } from '@tanstack/react-table'
import { useCallback, useMemo } from 'react'
import type { Sort } from '#src/lib/sort.ts'
import { type DataTableColumns, dataTableFeatures } from './data-table-columns.ts'
import type { TableSections } from './TableSection.tsx'
import { type PlacedRow, useHeldOrder } from './use-held-order.ts'
import { useRowsInView } from './use-rows-in-view.ts'

const NOTHING: never[] = []
const NO_SECTION = ''

/** As the properties of a `DataTable`. */
interface SortedRowsOptions<Item extends RowData> {
  columns: DataTableColumns<Item>
  rows: readonly Item[]
  rowId: (item: Item) => string
  sort?: Sort | null | undefined
  sortedBy?: 'table' | 'server' | undefined
  sections?: TableSections<Item> | undefined
}

/** The rows of a table in their order, divided into sections, as far as the reader has scrolled. */
export function useSortedRows<Item extends RowData>(options: SortedRowsOptions<Item>) {
  const { columns, rows, rowId, sort, sortedBy, sections } = options
  const sorting = useMemo(() => (sort ? [{ id: sort.column, desc: sort.descending }] : NOTHING), [sort])
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
  const closed = sections?.closed ?? NOTHING
  const open = useMemo(() => placed.filter(({ section }) => !closed.includes(section)), [placed, closed])
  const { count, observeEnd, showAll } = useRowsInView(open.length, sort)
  const visible = useMemo(() => open.slice(0, count), [open, count])
  const parts = useMemo(() => partsOf(placed, visible, closed), [placed, visible, closed])
  return {
    headerGroups: table.getHeaderGroups(),
    parts,
    visible,
    hasRows: tableRows.length > 0,
    /** Number of rows that the reader has not scrolled to. */
    hidden: open.length - count,
    observeEnd,
    showAll,
    holdHandlers,
  }
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
