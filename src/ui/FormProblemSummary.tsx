import { useEffect, useRef } from 'react'
import { afterLabel } from '#src/lib/after-label.ts'
import { Notice } from '#src/ui/Notice.tsx'
import type { Tone } from '#src/ui/tone.ts'
import styles from './FormProblemSummary.module.css'

interface FormProblemSummaryProps {
  problem: { tone: Tone; title: string; words: string }
  /** Of the fields that are to blame, in the order of the form: what is wrong, and the id of the input. */
  blamed: readonly { id: string; label: string; message: string }[]
}

/** Why nothing was saved, and a way to each field that is to blame. Takes the focus when it appears. */
export function FormProblemSummary({ problem, blamed }: FormProblemSummaryProps) {
  const summary = useRef<HTMLElement>(null)
  useEffect(() => summary.current?.focus(), [])
  return (
    <section ref={summary} tabIndex={-1} aria-label="Not saved" className={styles['summary']}>
      <Notice tone={problem.tone}>
        <strong>{problem.title}</strong> {problem.words}
        {blamed.length > 0 && (
          <ul className={styles['blamed']}>
            {blamed.map(({ id, label, message }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  onClick={(event) => {
                    // Not by the link itself: the URL would change, and the form ask about leaving it.
                    event.preventDefault()
                    document.getElementById(id)?.focus()
                  }}
                >
                  {label}
                </a>
                {afterLabel(label, message)}
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </section>
  )
}
