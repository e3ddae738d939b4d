import { Anchor } from '@mantine/core'
import type { FormErrors } from '@mantine/form'
import { useEffect, useRef } from 'react'
import { GROUP_FIELDS, type GroupField } from '#contract/group-settings.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { afterLabel } from '#src/lib/after-label.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { policyFieldId } from './policy-field.ts'
import styles from './PolicyForm.module.css'
import type { SaveProblem } from './save-problem.ts'

interface SaveProblemSummaryProps {
  problem: SaveProblem
  errors: FormErrors
}

/** Why nothing was saved, and a way to each field that is to blame. Takes the focus when it appears. */
export function SaveProblemSummary({ problem, errors }: SaveProblemSummaryProps) {
  const summary = useRef<HTMLElement>(null)
  useEffect(() => summary.current?.focus(), [])
  const fields = GROUP_FIELDS.filter((field) => Boolean(errors[field]))
  return (
    <section ref={summary} tabIndex={-1} aria-label="Not saved" className={styles['summary']}>
      <Notice tone={problem.tone}>
        <strong>{problem.title}</strong> {problem.words}
        {fields.length > 0 && (
          <ul className={styles['blamed']}>
            {fields.map((field) => (
              <li key={field}>
                <Anchor
                  size="sm"

                  href={`#${policyFieldId(field)}`}
                  onClick={(event) => goTo(event, field)}
                >
                  {groupFieldLabel(field)}
                </Anchor>
                {labelled(field, errors[field])}
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </section>
  )
}

const labelled = (field: GroupField, message: FormErrors[string]) =>
  typeof message === 'string' ? afterLabel(groupFieldLabel(field), message) : message

/** Not by the link itself: the URL would change, and the form ask about leaving it. */
function goTo(event: { preventDefault: () => void }, field: GroupField) {
  event.preventDefault()
  document.getElementById(policyFieldId(field))?.focus()
}
