import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Sort } from '#src/lib/sort.ts'
import styles from './DataTable.module.css'

interface SortableHeaderProps {
  /** Null if the table is not sorted by this column. */
  sort: Sort | null
  align: 'start' | 'end' | undefined
  width: string | undefined
  tablet?: 'hidden' | undefined
  explanation: string | undefined
  /** Undefined if the table can't be sorted by this column. */
  onSort: (() => void) | undefined
  children: ReactNode
}

// Explicit for the same reason as `TABLE_ROLES`.
const COLUMN_HEADER = { role: 'columnheader', scope: 'col' } as const

/** The header of a column, with a button to sort by it. */
export function SortableHeader(props: SortableHeaderProps) {
  const { sort, align, width, tablet, explanation, onSort, children } = props
  const direction = sort ? (sort.descending ? 'descending' : 'ascending') : 'none'
  return (
    <th
      {...COLUMN_HEADER}
      className={styles['header']}
      data-align={align}
      data-tablet={tablet}
      data-sortable={onSort ? true : undefined}
      style={width === undefined ? undefined : { width }}
      aria-sort={onSort ? direction : undefined}
      title={explanation}
    >
      {onSort ? (
        <UnstyledButton className={styles['sort']} data-direction={direction} onClick={onSort}>
          {children}
          <svg width="8" height="12" viewBox="0 0 8 12" aria-hidden="true" focusable="false">
            <path d="M4 1 7.2 5H.8z" data-arrow="ascending" />
            <path d="M4 11 7.2 7H.8z" data-arrow="descending" />
          </svg>
        </UnstyledButton>
      ) : (
        children
      )}
    </th>
  )
}
