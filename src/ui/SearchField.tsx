import { CloseButton, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import '@mantine/core/styles/CloseButton.layer.css'
import styles from './SearchField.module.css'

interface SearchFieldProps {
  /** The accessible name and the placeholder. */
  label: string
  /** From the URL. While somebody types, the field has its own value. */
  value: string
  onChange: (value: string) => void
  /** Ms without a keystroke before `onChange`, for a search on the server. */
  delay?: number
}

/** A field to search or filter by. */
export function SearchField({ label, value, onChange, delay = 0 }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // Values that the field itself emitted come back late and must not undo newer input; only a value from elsewhere, such
  // as the Back button, replaces the text.
  const emitted = useRef([value])
  useEffect(() => {
    const own = emitted.current.indexOf(value)
    emitted.current = own === -1 ? [value] : emitted.current.slice(own)
    if (!input.current || own !== -1) return
    clearTimeout(timer.current)
    input.current.value = value
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const emit = (text: string) => {
    clearTimeout(timer.current)
    emitted.current.push(text)
    onChange(text)
  }
  const emitLater = (text: string) => {
    clearTimeout(timer.current)
    if (delay === 0) emit(text)
    else timer.current = setTimeout(() => emit(text), delay)
  }
  const clear = () => {
    if (input.current) input.current.value = ''
    input.current?.focus()
    emit('')
  }
  return (
    <TextInput
      ref={input}
      type="search"
      className={styles['field']}
      size="xs"
      aria-label={label}
      placeholder={label}
      defaultValue={value}
      onChange={(event) => emitLater(event.currentTarget.value)}
      rightSection={value === '' ? null : <CloseButton size="xs" aria-label="Clear" onClick={clear} />}
    />
  )
}
