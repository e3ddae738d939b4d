import { memo, type Ref } from 'react'
import type { NodeSort } from '#src/features/nodes/reading/node-sort.ts'
import { SortableHeader } from '#src/ui/SortableHeader.tsx'
import { TABLE_ROLES } from '#src/ui/table-roles.ts'
import type { NodeColumn } from './node-columns.tsx'
import styles from './NodeTable.module.css'

interface NodeTableHeadProps {
  ref: Ref<HTMLTableSectionElement>
  columns: readonly NodeColumn[]
  /** CSS `grid-template-columns`. */
  template: string
  /** CSS `min-width` of a row. */
  minWidth: string
  /** The table is wider than its place, and the head scrolls it sideways. */
  scrolls: boolean
  sort: NodeSort
  onSort: (sort: NodeSort) => void
}

/** Focusable, so that the keyboard reaches the columns without a button. */
const SCROLLS = { tabIndex: 0, 'aria-label': 'Columns, scroll sideways' } as const

/** Memoised, so that scrolling does not render it again. */
export const NodeTableHead = memo(function NodeTableHead({
  ref,
  columns,
  template,
  minWidth,
  scrolls,
  sort,
  onSort,
}: NodeTableHeadProps) {
  const sortBy = (column: NodeSort['column']) =>
    onSort({ column, descending: sort.column === column ? !sort.descending : column === 'lastCheck' })
  return (
    <thead {...TABLE_ROLES.rowGroup} ref={ref} className={styles['head']} {...(scrolls && SCROLLS)}>
      <tr
        {...TABLE_ROLES.row}
        aria-rowindex={1}
        className={styles['row']}
        style={{ minWidth, gridTemplateColumns: template }}
      >
        {columns.map(({ id, header, sortBy: column, explanation }) => (
          <SortableHeader
            key={id}
            sort={column !== undefined && sort.column === column ? sort : null}
            align="start"
            width={undefined}
            explanation={explanation}
            onSort={column === undefined ? undefined : () => sortBy(column)}
          >
            {header}
          </SortableHeader>
        ))}
      </tr>
    </thead>
  )
})
