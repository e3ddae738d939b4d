import type { FormEvent, ReactNode } from 'react'
import { FormProblemSummary } from '#src/ui/FormProblemSummary.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import { UnsavedEditsGuard } from '#src/ui/UnsavedEditsGuard.tsx'
import styles from './Forms.module.css'
import { INVALID_FORM } from './creation-problem.ts'
import type { useCreation } from './use-creation.ts'

interface CreationFormProps {
  creation: Omit<ReturnType<typeof useCreation<never>>, 'create'>
  /** On the button. */
  label: string
  /** What would be lost by leaving. */
  edits: string
  hasEdits: boolean
  blamed: readonly { id: string; label: string; message: string }[]
  backTo: string
  onSubmit: (event: FormEvent) => void
  children: ReactNode
}

/** A form for something new: what is wrong with it above, its button below, and a question before it is lost. */
export function CreationForm(props: CreationFormProps) {
  const { creation, label, edits, hasEdits, blamed, backTo, onSubmit, children } = props
  const { phase, problem, attempts, mayLeave, stop } = creation
  const isMended = problem === INVALID_FORM && blamed.length === 0
  return (
    <>
      <UnsavedEditsGuard
        edits={edits}
        mayLeave={mayLeave}
        hasEdits={hasEdits}
        isSaving={phase !== 'resting'}
      />
      <form onSubmit={onSubmit} noValidate className={styles['form']}>
        {problem && !isMended && <FormProblemSummary key={attempts} problem={problem} blamed={blamed} />}
        {children}
        <SaveBar
          label={label}
          checking="Looking whether it is there already …"
          phase={phase}
          disabledReason={undefined}
          onStop={stop}
          backTo={backTo}
        />
      </form>
    </>
  )
}
