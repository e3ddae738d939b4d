import type { ReactNode } from 'react'
import styles from './StatTile.module.css'

interface StatTileProps {
  /** What is counted. */
  label: string
  /** The number; "–" while it isn't known. */
  value: ReactNode
  /** Its window, its share, or what is missing from it. */
  note?: ReactNode
}

/** Several in a `<StatTiles>`. */
export function StatTile({ label, value, note }: StatTileProps) {
  return (
    <div className={styles['tile']}>
      <dt className={styles['label']}>{label}</dt>
      <dd className={styles['value']}>{value}</dd>
      {note && <dd className={styles['note']}>{note}</dd>}
    </div>
  )
}

export function StatTiles({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl className={styles['tiles']} aria-label={label}>
      {children}
    </dl>
  )
}
