import type { ReactNode } from 'react'
import styles from './StatTile.module.css'

interface StatTileProps {
  /** What the number counts. */
  label: string
  /** The number; "–" while it is unknown. */
  value: ReactNode
  /** The time window, the share, or what the number leaves out. */
  note?: ReactNode
}

/** A labelled number, inside `StatTiles`. */
export function StatTile({ label, value, note }: StatTileProps) {
  return (
    <div className={styles['tile']}>
      <dt className={styles['label']}>{label}</dt>
      <dd className={styles['value']}>{value}</dd>
      {note && <dd className={styles['note']}>{note}</dd>}
    </div>
  )
}

/** A row of `StatTile`s. */
export function StatTiles({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl className={styles['tiles']} aria-label={label}>
      {children}
    </dl>
  )
}
