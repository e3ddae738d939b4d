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
  // What the field itself said comes back late: only another's word (the Back button's, say) changes it.
  const said = useRef([value])
  useEffect(() => {
    const own = said.current.indexOf(value)
    said.current = own === -1 ? [value] : said.current.slice(own)
    if (!input.current || own !== -1) return
    clearTimeout(timer.current)
    input.current.value = value
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const say = (text: string) => {
    clearTimeout(timer.current)
    said.current.push(text)
    onChange(text)
  }
  const emit = (text: string) => {
    clearTimeout(timer.current)
    if (delay === 0) say(text)
    else timer.current = setTimeout(() => say(text), delay)
  }
  const clear = () => {
    if (input.current) input.current.value = ''
    input.current?.focus()
    say('')
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
