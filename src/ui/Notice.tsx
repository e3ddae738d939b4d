import type { ReactNode } from 'react'
import type { Tone } from './tone.ts'
import { ToneIcon } from './ToneIcon.tsx'
import styles from './Notice.module.css'

interface NoticeProps {
  tone: Tone
  children: ReactNode
  /** Buttons or links after the text. */
  actions?: ReactNode
  /** Announces the text to screen readers; for a notice that appears while the page is open. */
  live?: boolean
  /** For links to it, which move the focus there. */
  id?: string | undefined
}

/** One or two sentences that stand out from the page. */
export function Notice({ tone, children, actions, live = false, id }: NoticeProps) {
  return (
    <div
      id={id}
      tabIndex={id === undefined ? undefined : -1}
      className={styles['notice']}
      data-tone={tone}
      role={live ? 'status' : undefined}
    >
      <span className={styles['icon']}>
        <ToneIcon tone={tone} />
      </span>
      <div className={styles['text']}>{children}</div>
      {actions && <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}
