import { TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { isTypedName } from '#src/lib/typed-name.ts'
import { FormDialog } from '#src/ui/FormDialog.tsx'
import { ProblemNotice } from '#src/ui/ProblemNotice.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import { announceWrite } from './announce-write.tsx'
import { DELETE, type Presence } from './deleted-resource.ts'
import styles from './DeleteDialog.module.css'
import { ReasonField } from './ReasonField.tsx'
import { useWrite } from './use-write.ts'
import type { WritableResource } from './writable-resource.ts'

interface DeleteDialogProps<Value> {
  resource: WritableResource<Value, Presence>
  /** What goes with it, and what stays: items of a list. */
  children: ReactNode
  /** Asks for the name first, where nodes are affected. */
  needsName: boolean
  /** Why it can't be deleted now; undefined when it can. */
  disabledReason?: string | undefined
  onClose: () => void
  /** Leaves its page. */
  onDeleted: () => void
}

/** Deletes a resource, after it says what goes with it. */
export function DeleteDialog<Value>(props: DeleteDialogProps<Value>) {
  const { resource, children, needsName, disabledReason, onClose, onDeleted } = props
  const { noun, name } = resource
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const { phase, problem, write, stop } = useWrite(resource, {
    onSaved: ({ sent }) =>
      announceWrite(resource, {
        title: (
          <>
            Deleted {noun} <bdi>{name}</bdi>
          </>
        ),
        message: sent ? '' : 'Someone else had deleted it already.',
      }),
    onDone: onDeleted,
  })
  const isBusy = phase !== 'idle'
  const missing = needsName && !isTypedName(typed, name) ? `Type the name of the ${noun} first.` : undefined
  const whyNot = disabledReason ?? missing
  return (
    <FormDialog
      title={
        <>
          Delete {noun} <bdi>{name}</bdi>
        </>
      }
      size={560}
      returnFocus={false}
      onClose={isBusy ? stop : onClose}
      onSubmit={() => {
        if (whyNot === undefined) write({ ...DELETE, ...(reason.trim() !== '' && { reason: reason.trim() }) })
      }}
    >
      <ul className={styles['consequences']}>{children}</ul>
      {needsName && <NameField noun={noun} name={name} value={typed} readOnly={isBusy} onChange={setTyped} />}
      <ReasonField value={reason} readOnly={isBusy} onChange={setReason} />
      <ProblemNotice problem={problem} />
      <SaveBar
        label={`Delete the ${noun}`}
        danger
        checking={`Checking whether the ${noun} still exists …`}
        sending="Deleting …"
        phase={phase}
        disabledReason={whyNot}
        onStop={stop}
        backTo={onClose}
      />
    </FormDialog>
  )
}

interface NameFieldProps {
  noun: string
  name: string
  value: string
  readOnly: boolean
  onChange: (value: string) => void
}

const NameField = ({ noun, name, value, readOnly, onChange }: NameFieldProps) => (
  <TextInput
    label={`Name of the ${noun}`}
    description={
      <>
        Type <bdi className={styles['name']}>{name}</bdi> to confirm.
      </>
    }
    value={value}
    readOnly={readOnly}
    autoComplete="off"
    spellCheck={false}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
)
