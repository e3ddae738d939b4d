import { VisuallyHidden } from '@mantine/core'
import styles from './SegmentBar.module.css'

export interface Segment {
  key: string
  /** What the segment is. */
  label: string
  value: number
  /** The value in words: "12 nodes, 24%". */
  words: string
  /** Any CSS colour. */
  colour: string
}

interface SegmentBarProps {
  /** What the bar shows: "Versions of Canary". */
  label: string
  segments: readonly Segment[]
  size?: 'sm' | 'md'
}

/** A stacked horizontal bar; a list of the same segments stands in for it where it can't be seen. */
export function SegmentBar({ label, segments, size = 'sm' }: SegmentBarProps) {
  const shown = segments.filter(({ value }) => value > 0)
  return (
    <>
      <div className={styles['bar']} data-size={size} aria-hidden="true">
        {shown.map(({ key, label, value, words, colour }) => (
          <span
            key={key}
            className={styles['segment']}
            style={{ flexGrow: value, background: colour }}
            title={`${label}: ${words}`}
          />
        ))}
      </div>
      <VisuallyHidden>
        <ul aria-label={label}>
          {shown.map(({ key, label, words }) => (
            <li key={key}>
              {label}: {words}
            </li>
          ))}
        </ul>
      </VisuallyHidden>
    </>
  )
}
