import { Button, VisuallyHidden } from '@mantine/core'
import { FlexRender, type Header, type HeaderGroup, type RowData } from '@tanstack/react-table'
import { type ReactNode, useEffect } from 'react'
import { formatNumber } from '#src/lib/format-number.ts'
import type { Sort } from '#src/lib/sort.ts'
import type { DataTableColumns, dataTableFeatures } from './data-table-columns.ts'
import { DataTableRow, Memoized, WideRow } from './DataTableRow.tsx'
import { ScrollArea } from './ScrollArea.tsx'
import { SortableHeader } from './SortableHeader.tsx'
import { SectionHeading, type TableSections } from './TableSection.tsx'
import { TABLE_ROLES } from './table-roles.ts'
import { useSortedRows } from './use-sorted-rows.ts'
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
  sortedBy?: 'table' | 'server' | undefined
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

/** A table whose rows the reader can sort. A long table renders its rows as the reader scrolls. */
export function DataTable<Item extends RowData>(props: DataTableProps<Item>) {
  const { label, columns, sort, onSortChange, narrow = 'scroll', dense, onRender, sections } = props
  const { rowNotice, empty, holdsOrder = false } = props
  const { headerGroups, parts, visible, hasRows, hidden, observeEnd, showAll, holdHandlers } =
    useSortedRows(props)
  useEffect(() => onRender?.(visible.map(({ row }) => row.original)), [visible, onRender])
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
        <TableHead groups={headerGroups} sort={sort} onSortChange={onSortChange} />
        <tbody {...TABLE_ROLES.rowGroup} {...(holdsOrder && holdHandlers)}>
          {/* One list of keyed rows: a row that moves to another section stays the same element, with its focus. */}
          {parts.flatMap(({ section, total, rows }) => [
            sections && (
              <SectionHeading
                key={`section ${section}`}
                title={sections.title(section)}
                rows={total}
                isOpen={!sections.closed.includes(section)}
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
          {!hasRows && empty !== undefined && <WideRow columnCount={columns.length}>{empty}</WideRow>}
          {hidden > 0 && (
            // The new key observes the end again after more rows were added.
            <WideRow key={visible.length} ref={observeEnd} columnCount={columns.length}>
              <Button size="compact-xs" variant="default" onClick={showAll}>
                Show {formatNumber(hidden)} more
              </Button>
            </WideRow>
          )}
        </tbody>
      </table>
    </ScrollArea>
  )
}

interface SortChoice {
  sort: Sort | null | undefined
  onSortChange: ((sort: Sort) => void) | undefined
}

interface TableHeadProps<Item extends RowData> extends SortChoice {
  groups: readonly HeaderGroup<typeof dataTableFeatures, Item>[]
}

const TableHead = <Item extends RowData>({ groups, ...choice }: TableHeadProps<Item>) => (
  <thead {...TABLE_ROLES.rowGroup} className={styles['head']}>
    {groups.map(({ id, headers }) => (
      <tr {...TABLE_ROLES.row} key={id}>
        {headers.map((header) => (
          <ColumnHeader key={header.id} header={header} {...choice} />
        ))}
      </tr>
    ))}
  </thead>
)

interface ColumnHeaderProps<Item extends RowData> extends SortChoice {
  header: Header<typeof dataTableFeatures, Item>
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
