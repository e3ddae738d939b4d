import { CloseButton, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import '@mantine/core/styles/CloseButton.layer.css'
import styles from './SearchField.module.css'

interface SearchFieldProps {
  /** Said and shown inside the empty field. */
  label: string
  /** Of the URL; the field goes its own way while somebody types. */
  value: string
  onChange: (value: string) => void
  /** Milliseconds without a key before `onChange`; for what asks the server. */
  delay?: number
}

/** A line to search or filter by. */
export function SearchField({ label, value, onChange, delay = 0 }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = value
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const emit = (text: string) => {
    clearTimeout(timer.current)
    if (delay === 0) onChange(text)
    else timer.current = setTimeout(() => onChange(text), delay)
  }
  const clear = () => {
    if (input.current) input.current.value = ''
    input.current?.focus()
    clearTimeout(timer.current)
    onChange('')
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
      onChange={(event) => emit(event.currentTarget.value)}
      rightSection={value === '' ? null : <CloseButton size="xs" aria-label="Clear" onClick={clear} />}
    />
  )
}
