import {
  createColumnHelper,
  createSortedRowModel,
  metaHelper,
  type RowData,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'

export interface ColumnMeta {
  /** `end` for numbers. */
  align?: 'start' | 'end'
  /** Any CSS width. */
  width?: string
  /** The cell names its row, for those who hear the table. One a table. */
  namesRow?: boolean
  /** In a stacked table on a phone: a line of its own, `first` ones below the row's name and without theirs. */
  narrow?: 'first' | 'line'
  /** What the column counts and its window, shown on hover of its header. */
  explanation?: string
}

export const dataTableFeatures = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnMeta: metaHelper<ColumnMeta>(),
})

/** Column definitions of a table of `Row`; make them once, at module scope. Sorting is off unless `enableSorting`. */
export const columnsOf = <Row extends RowData>() => createColumnHelper<typeof dataTableFeatures, Row>()

export type DataTableColumns<Row extends RowData> = ReturnType<ReturnType<typeof columnsOf<Row>>['columns']>
