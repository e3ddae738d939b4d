import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import styles from './SavedViewsMenu.module.css'

interface ViewNameFormProps {
  label: string
  /** Label of the submit button: "Save". */
  action: string
  name: string
  onNameChange: (name: string) => void
  /** Names of other views. */
  takenNames: readonly string[]
  onSubmit: (name: string) => void
  onCancel?: () => void
}

const MAX_LENGTH = 80

/** Asks for a view's name, and for confirmation before it replaces a view with the same name. */
export function ViewNameForm(props: ViewNameFormProps) {
  const { label, action, name, onNameChange, takenNames, onSubmit, onCancel } = props
  const [nameToReplace, setNameToReplace] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const trimmed = name.trim()
    if (trimmed === '') return
    if (takenNames.includes(trimmed) && nameToReplace !== trimmed) {
      setNameToReplace(trimmed)
      return
    }
    setNameToReplace(null)
    onSubmit(trimmed)
  }
  return (
    <form onSubmit={submit} className={styles['form']}>
      <TextInput
        size="xs"
        label={label}
        maxLength={MAX_LENGTH}
        value={name}
        error={
          nameToReplace !== null && (
            <>
              A view named <bdi>{nameToReplace}</bdi> already exists.
            </>
          )
        }
        onChange={(event) => {
          onNameChange(event.currentTarget.value)
          setNameToReplace(null)
        }}
      />
      <div className={styles['buttons']}>
        <Button size="xs" variant="default" type="submit">
          {nameToReplace === null ? action : 'Replace'}
        </Button>
        {onCancel && (
          <Button size="xs" variant="subtle" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  )
}
