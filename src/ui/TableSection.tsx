import type { ReactNode } from 'react'
import { formatNumber } from '#src/lib/format-number.ts'
import { WideRow } from './DataTableRow.tsx'
import styles from './DataTable.module.css'

/** How a table's rows are divided: consecutive rows of one section stand below its heading. */
export interface TableSections<Item> {
  of: (item: Item) => string
  title: (section: string) => ReactNode
  /** The section of rows that are not read yet, in which none is held. */
  loading?: string
  closed: readonly string[]
  onToggle: (section: string) => void
}

interface SectionHeadingProps {
  title: ReactNode
  rows: number
  isOpen: boolean
  columnCount: number
  onToggle: () => void
}

/** The heading of a section, which opens and closes it. */
export const SectionHeading = ({ title, rows, isOpen, columnCount, onToggle }: SectionHeadingProps) => (
  <WideRow columnCount={columnCount} className={styles['sectionRow']}>
    <button type="button" className={styles['toggle']} aria-expanded={isOpen} data-printed onClick={onToggle}>
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true" focusable="false">
        <path d="M2 .5 6.5 4 2 7.5z" fill="currentColor" />
      </svg>
      {title} <span className={styles['sectionCount']}>{formatNumber(rows)}</span>
    </button>
  </WideRow>
)
