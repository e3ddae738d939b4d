import type { ReactNode } from 'react'
import styles from './NotedCell.module.css'

interface NotedCellProps {
  children: ReactNode
  /** Empty or null for none. */
  note: string | null
}

/** A table cell with a dimmed note below its value. */
export const NotedCell = ({ children, note }: NotedCellProps) => (
  <>
    {children} {note && <div className={styles['note']}>{note}</div>}
  </>
)
