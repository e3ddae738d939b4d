import { type KeyboardEvent, useRef, useState } from 'react'
import { describeAttempt } from '#src/domain/nodes/describe-attempt.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { showAttempt } from './attempt-anchor.ts'
import type { FailureMark } from './version-bands.ts'
import styles from './VersionAxis.module.css'

interface FailureMarksProps {
  /** Newest first. */
  failures: readonly FailureMark[]
  /** Where on the axis a time is, as a CSS length. */
  place: (time: number) => string
}

/** Where the failed updates of a node are in time. Each leads to its row; the arrow keys go from one to the next. */
export function FailureMarks({ failures, place }: FailureMarksProps) {
  const [current, setCurrent] = useState(0)
  const group = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? 1 : event.key === 'ArrowRight' ? -1 : 0
    const next = Math.min(Math.max(current + step, 0), failures.length - 1)
    if (step === 0) return
    event.preventDefault()
    setCurrent(next)
    group.current?.querySelectorAll('button').item(next).focus()
  }
  if (failures.length === 0) return null
  return (
    <div ref={group} role="toolbar" aria-label="Failed updates over time">
      {failures.map(({ at, attempt }, index) => {
        const words = `${describeAttempt(attempt.ending).label}: update to ${attempt.to ?? 'an unknown version'}, ${formatTime(at)}`
        return (
          <button
            key={attempt.key}
            type="button"
            className={styles['mark']}
            data-tone="bad"
            style={{ insetInlineStart: `clamp(6px, ${place(at)}, calc(100% - 7px))` }}
            tabIndex={index === Math.min(current, failures.length - 1) ? 0 : -1}
            title={words}
            aria-label={words}
            onKeyDown={move}
            onClick={() => {
              setCurrent(index)
              showAttempt(attempt)
            }}
          />
        )
      })}
    </div>
  )
}
