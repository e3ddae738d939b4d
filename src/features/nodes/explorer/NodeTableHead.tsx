import { memo } from 'react'
import type { NodeSort } from '#src/features/nodes/reading/node-sort.ts'
import { SortableHeader } from '#src/ui/SortableHeader.tsx'
import { TABLE_ROLES } from '#src/ui/table-roles.ts'
import type { NodeColumn } from './node-columns.tsx'
import styles from './NodeTable.module.css'

interface NodeTableHeadProps {
  columns: readonly NodeColumn[]
  /** CSS `grid-template-columns`. */
  template: string
  sort: NodeSort
  onSort: (sort: NodeSort) => void
}

/** Memoised, so that scrolling does not render it again. */
export const NodeTableHead = memo(function NodeTableHead({
  columns,
  template,
  sort,
  onSort,
}: NodeTableHeadProps) {
  const sortBy = (column: NodeSort['column']) =>
    onSort({ column, descending: sort.column === column ? !sort.descending : column === 'lastCheck' })
  return (
    <thead {...TABLE_ROLES.rowGroup} className={styles['head']}>
      <tr
        {...TABLE_ROLES.row}
        aria-rowindex={1}
        className={styles['row']}
        style={{ gridTemplateColumns: template }}
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
