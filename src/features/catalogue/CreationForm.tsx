import type { ReactNode } from 'react'
import { FormProblemSummary, INVALID_FORM } from '#src/ui/FormProblemSummary.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import { UnsavedEditsGuard } from '#src/ui/UnsavedEditsGuard.tsx'
import { WriteFieldset } from '#src/writes/WriteFieldset.tsx'
import styles from './Catalogue.module.css'
import type { useCreation } from './use-creation.ts'

interface CreationFormProps {
  creation: ReturnType<typeof useCreation<never, never>>
  /** On the button. */
  label: string
  /** What leaving would lose. */
  edits: string
  backTo: string
  children: ReactNode
}

/** A form that creates something: its problem above, its button below, and a question before edits are lost. */
export function CreationForm({ creation, label, edits, backTo, children }: CreationFormProps) {
  const { phase, problem, attempts, mayLeave, stop, submit, invalid, hasEdits } = creation
  const isMended = problem === INVALID_FORM && invalid.length === 0
  return (
    <>
      <UnsavedEditsGuard
        edits={edits}
        mayLeave={mayLeave}
        hasEdits={hasEdits}
        isSaving={phase !== 'resting'}
      />
      <WriteFieldset>
        <form onSubmit={submit} noValidate className={styles['form']}>
          {problem && !isMended && <FormProblemSummary key={attempts} problem={problem} invalid={invalid} />}
          {children}
          <SaveBar
            label={label}
            checking="Checking whether it already exists …"
            phase={phase}
            disabledReason={undefined}
            onStop={stop}
            backTo={backTo}
          />
        </form>
      </WriteFieldset>
    </>
  )
}
