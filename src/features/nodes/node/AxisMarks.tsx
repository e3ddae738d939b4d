import { type KeyboardEvent, useRef, useState } from 'react'
import { Link } from 'react-router'
import { showAttempt } from './attempt-anchor.ts'
import type { AxisMark } from './axis-marks.ts'
import styles from './VersionAxis.module.css'

interface AxisMarksProps {
  /** Newest first. */
  marks: readonly AxisMark[]
  /** Where on the axis a time is, as a CSS length. */
  place: (time: number) => string
}

/** Where events are in time. Each leads to its cause; the arrow keys go from one to the next. */
export function AxisMarks({ marks, place }: AxisMarksProps) {
  const [current, setCurrent] = useState(0)
  const group = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? 1 : event.key === 'ArrowRight' ? -1 : 0
    const next = Math.min(Math.max(current + step, 0), marks.length - 1)
    if (step === 0) return
    event.preventDefault()
    setCurrent(next)
    group.current?.querySelectorAll<HTMLElement>('button, a').item(next).focus()
  }
  if (marks.length === 0) return null
  return (
    <div ref={group} role="toolbar" aria-label="Failed updates and pauses over time">
      {marks.map(({ key, at, words, cause }, index) => {
        const common = {
          className: styles['mark'],
          style: { insetInlineStart: `clamp(6px, ${place(at)}, calc(100% - 7px))` },
          tabIndex: index === Math.min(current, marks.length - 1) ? 0 : -1,
          title: words,
          'aria-label': words,
          onKeyDown: move,
          onFocus: () => setCurrent(index),
        }
        return cause.kind === 'pause' ? (
          <Link key={key} to={cause.url} data-tone="waiting" data-pause {...common} />
        ) : (
          <button
            key={key}
            type="button"
            data-tone="bad"
            {...common}
            onClick={() => showAttempt(cause.attempt)}
          />
        )
      })}
    </div>
  )
}
