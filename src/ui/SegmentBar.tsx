import { VisuallyHidden } from '@mantine/core'
import styles from './SegmentBar.module.css'

export interface Segment {
  key: string
  /** What the segment stands for: a version, a status. */
  label: string
  value: number
  /** The formatted value: "12 nodes, 24%". */
  text: string
  /** Any CSS colour. */
  colour: string
}

interface SegmentBarProps {
  /** What the bar shows: "Versions of Canary". */
  label: string
  segments: readonly Segment[]
  size?: 'sm' | 'md'
}

/** A stacked horizontal bar, with a list of the same segments for screen readers. */
export function SegmentBar({ label, segments, size = 'sm' }: SegmentBarProps) {
  const shown = segments.filter(({ value }) => value > 0)
  return (
    <>
      <div className={styles['bar']} data-size={size} aria-hidden="true">
        {shown.map(({ key, label, value, text, colour }) => (
          <span
            key={key}
            className={styles['segment']}
            style={{ flexGrow: value, backgroundColor: colour }}
            title={`${label}: ${text}`}
          />
        ))}
      </div>
      <VisuallyHidden>
        <ul aria-label={label}>
          {shown.map(({ key, label, text }) => (
            <li key={key}>
              {label}: {text}
            </li>
          ))}
        </ul>
      </VisuallyHidden>
    </>
  )
}
