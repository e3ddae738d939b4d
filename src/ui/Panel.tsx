import { type ReactNode, useId } from 'react'
import styles from './Panel.module.css'

export type HeadingLevel = 2 | 3 | 4

export interface PanelProps {
  title: string
  headingLevel?: HeadingLevel
  /** What the numbers count, and their time window: "nodes seen in the last 24 hours". */
  note?: ReactNode
  /** Controls at the end of the title's line. */
  actions?: ReactNode
  /** Removes the padding around the content; for tables. */
  flush?: boolean
  busy?: boolean
  children: ReactNode
}

/** A titled section of a page. */
export function Panel({ title, headingLevel = 2, note, actions, flush, busy, children }: PanelProps) {
  const id = useId()
  const Heading = `h${headingLevel}` as const
  return (
    <section className={styles['panel']} aria-labelledby={id} aria-busy={busy || undefined}>
      <div className={styles['head']}>
        <Heading id={id} className={styles['title']}>
          {title}
        </Heading>
        {note && <div className={styles['note']}>{note}</div>}
        {actions && <div className={styles['actions']}>{actions}</div>}
      </div>
      <div className={styles['content']} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  )
}
