import { CloseButton, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import '@mantine/core/styles/CloseButton.layer.css'
import styles from './SearchField.module.css'

/** A letter is on the screen before the page works on what it changes, and letters typed in one go change it once. */
const AFTER_PAINT_MS = 40

interface SearchFieldProps {
  /** The accessible name and the placeholder. */
  label: string
  /** From the URL. While somebody types, the field has its own value. */
  value: string
  onChange: (value: string) => void
  /** Ms without a keystroke before `onChange`: more for a search on the server. */
  delay?: number
}

/** A field to search or filter by. */
export function SearchField({ label, value, onChange, delay = AFTER_PAINT_MS }: SearchFieldProps) {
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
  const emitAfter = (ms: number, text: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      emitted.current.push(text)
      onChange(text)
    }, ms)
  }
  const clear = () => {
    if (input.current) input.current.value = ''
    input.current?.focus()
    emitAfter(AFTER_PAINT_MS, '')
  }
  return (
    <TextInput
      ref={input}
      type="search"
      className={styles['field']}
      size="xs"
      aria-label={label}
      placeholder={label}
      data-printed={value !== '' || undefined}
      defaultValue={value}
      onChange={(event) => emitAfter(delay, event.currentTarget.value)}
      rightSection={value === '' ? null : <CloseButton size="xs" aria-label="Clear" onClick={clear} />}
    />
  )
}
