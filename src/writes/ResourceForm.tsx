import type { ReactNode } from 'react'
import { FormProblemSummary, INVALID_FORM } from '#src/ui/FormProblemSummary.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import { UnsavedEditsGuard } from '#src/ui/UnsavedEditsGuard.tsx'
import styles from './ResourceForm.module.css'
import type { FormWrite } from './use-form-write.ts'
import { WriteFieldset } from './WriteFieldset.tsx'

interface ResourceFormProps {
  write: FormWrite
  /** On the button. */
  label: string
  /** Shown while the server is read before the write: "Checking whether …". */
  checking?: string
  /** Why nothing can be saved; undefined when it can. */
  disabledReason?: string | undefined
  /** What leaving would lose. */
  edits: string
  backTo: string
  children: ReactNode
}

/** A form that writes a resource: its problem above, its button below, and a question before edits are lost. */
export function ResourceForm(props: ResourceFormProps) {
  const { write, label, checking = 'Checking whether it already exists …', disabledReason } = props
  const { phase, problem, attempts, mayLeave, stop, submit, invalid, hasEdits } = write
  const isMended = problem === INVALID_FORM && invalid.length === 0
  return (
    <>
      <UnsavedEditsGuard
        edits={props.edits}
        mayLeave={mayLeave}
        hasEdits={hasEdits}
        isSaving={phase !== 'idle'}
      />
      <WriteFieldset>
        <form onSubmit={submit} noValidate className={styles['form']}>
          {problem && !isMended && <FormProblemSummary key={attempts} problem={problem} invalid={invalid} />}
          {props.children}
          <SaveBar
            label={label}
            checking={checking}
            phase={phase}
            disabledReason={disabledReason}
            onStop={stop}
            backTo={props.backTo}
          />
        </form>
      </WriteFieldset>
    </>
  )
}
