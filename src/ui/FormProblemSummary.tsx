import { useEffect, useRef } from 'react'
import { afterLabel } from '#src/lib/after-label.ts'
import { Notice } from './Notice.tsx'
import type { Tone } from './tone.ts'
import styles from './FormProblemSummary.module.css'

/** Why a form saved nothing. */
export interface FormProblem {
  tone: Tone
  title: string
  /** Empty where the title or the invalid fields say it all. */
  words: string
  /** Where to remove the cause, in a new tab: what is typed here stays. */
  link?: { text: string; href: string } | undefined
}

export const ProblemLink = ({ link }: Pick<FormProblem, 'link'>) =>
  link && (
    <a href={link.href} target="_blank" rel="noreferrer">
      {link.text}
    </a>
  )

export const INVALID_FORM: FormProblem = {
  tone: 'bad',
  title: 'Nothing was sent: some fields are invalid.',
  words: '',
}

/** `id` is the input's. */
export interface InvalidField {
  id: string
  label: string
  message: string
}

interface FormProblemSummaryProps {
  problem: FormProblem
  /** In the order of the form. */
  invalid?: readonly InvalidField[]
}

/** Why nothing was saved, with a link to each invalid field. Takes the focus when it appears. */
export function FormProblemSummary({ problem, invalid = [] }: FormProblemSummaryProps) {
  const summary = useRef<HTMLElement>(null)
  useEffect(() => summary.current?.focus(), [])
  return (
    <section ref={summary} tabIndex={-1} aria-label="Not saved" className={styles['summary']}>
      <Notice tone={problem.tone}>
        <strong>{problem.title}</strong> {problem.words} <ProblemLink link={problem.link} />
        {invalid.length > 0 && (
          <ul className={styles['invalid']}>
            {invalid.map(({ id, label, message }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  onClick={(event) => {
                    // Following the link would change the URL, and the form would ask about leaving it.
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
