import type { ReactNode } from 'react'
import { useHref, useLinkClickHandler } from 'react-router'
import type { TimelineMark } from './chart-data.ts'
import styles from './MarkLabel.module.css'

interface MarkLabelProps {
  mark: TimelineMark
  /** The chart passes where the line of the mark is, in pixels. */
  viewBox?: { x?: number; y?: number } | undefined
}

/** The label above the line of a mark, which leads to its cause where one is known. */
export function MarkLabel({ mark, viewBox: { x = 0, y = 0 } = {} }: MarkLabelProps) {
  const text = (
    <text x={x} y={y - 6} textAnchor="middle" className={styles['label']}>
      {mark.label}
    </text>
  )
  return mark.link ? (
    <LinkedLabel {...mark.link} label={mark.label}>
      <rect x={x - 10} y={y - 20} width={20} height={20} rx={3} className={styles['target']} />
      {text}
    </LinkedLabel>
  ) : (
    text
  )
}

interface LinkedLabelProps {
  to: string
  words: string
  label: string
  children: ReactNode
}

/** The router's own links are of HTML, which a drawing can't have. */
function LinkedLabel({ to, words, label, children }: LinkedLabelProps) {
  const follow = useLinkClickHandler(to)
  return (
    <a href={useHref(to)} aria-label={`${label}: ${words}`} className={styles['link']} onClick={follow}>
      <title>{words}</title>
      {children}
    </a>
  )
}
