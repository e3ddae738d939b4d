import type { ReactNode } from 'react'
import type { Tone } from './tone.ts'
import { ToneIcon } from './ToneIcon.tsx'
import styles from './StatusBadge.module.css'

interface StatusBadgeProps {
  tone: Tone
  children: ReactNode
  /** A tooltip that explains the state; the text must be clear without it. */
  title?: string
}

/** A state as an icon with a word or two. */
export function StatusBadge({ tone, children, title }: StatusBadgeProps) {
  return (
    <span className={styles['badge']} data-tone={tone} title={title}>
      <ToneIcon tone={tone} />
      <span>{children}</span>
    </span>
  )
}
