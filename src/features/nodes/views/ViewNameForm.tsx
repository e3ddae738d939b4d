import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import styles from './SavedViewsMenu.module.css'

interface ViewNameFormProps {
  label: string
  /** On the button: "Save". */
  action: string
  /** Names that are taken. */
  names: readonly string[]
  onSave: (name: string) => void
  onCancel?: () => void
  initial?: string
  /** With it, what is typed is kept outside. */
  value?: string
  onType?: (name: string) => void
}

const LONGEST = 80

/** Asks before a name that is taken loses the view that it has. */
export function ViewNameForm(props: ViewNameFormProps) {
  const { label, action, names, onSave, onCancel, initial = '', value, onType } = props
  const [typed, setTyped] = useState(initial)
  const [asksFor, setAsksFor] = useState<string | null>(null)
  const name = (value ?? typed).trim()
  const type = (text: string) => {
    setTyped(text)
    onType?.(text)
    setAsksFor(null)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name === '') return
    if (names.includes(name) && asksFor !== name) {
      setAsksFor(name)
      return
    }
    setAsksFor(null)
    onSave(name)
  }
  return (
    <form onSubmit={submit} className={styles['form']}>
      <TextInput
        size="xs"
        label={label}
        maxLength={LONGEST}
        value={value ?? typed}
        error={asksFor !== null && `There is a view called ${asksFor} already.`}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <div className={styles['buttons']}>
        <Button size="xs" variant="default" type="submit">
          {asksFor === null ? action : 'Replace it'}
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
