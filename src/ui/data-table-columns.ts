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
  /** The cell is the header of its row. One column of a table. */
  namesRow?: boolean
  /** In a table that is stacked on a phone: on a line of its own. `first` puts it right below the row header, without its column's name. */
  narrow?: 'first' | 'line'
  /** On a tablet, whose width is too little for all columns, this one is left out. */
  tablet?: 'hidden'
  /** What the column counts, and its time window; the tooltip of the header. */
  explanation?: string
}

export const dataTableFeatures = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnMeta: metaHelper<ColumnMeta>(),
})

/** Creates the columns of a table of `Row`; create them once, at module scope. Columns with `enableSorting` can be sorted. */
export const columnsOf = <Row extends RowData>() => createColumnHelper<typeof dataTableFeatures, Row>()

export type DataTableColumns<Row extends RowData> = ReturnType<ReturnType<typeof columnsOf<Row>>['columns']>
