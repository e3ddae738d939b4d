import type { ReactNode } from 'react'
import type { Tone } from '#src/ui/tone.ts'
import { ToneIcon } from '#src/ui/ToneIcon.tsx'
import styles from './Notice.module.css'

interface NoticeProps {
  tone: Tone
  children: ReactNode
  /** Buttons or links, after the words. */
  actions?: ReactNode
  /** Reads the words out when they appear; for what happens while the reader is on the page. */
  live?: boolean
}

/** One or two sentences that stand out of the page. */
export function Notice({ tone, children, actions, live = false }: NoticeProps) {
  return (
    <div className={styles['notice']} data-tone={tone} role={live ? 'status' : undefined}>
      <span className={styles['icon']}>
        <ToneIcon tone={tone} />
      </span>
      <div className={styles['words']}>{children}</div>
      {actions && <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}
