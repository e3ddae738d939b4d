import { Button, Checkbox, Popover } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { SearchField } from '#src/ui/SearchField.tsx'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import styles from './ChoiceMenu.module.css'

export interface Choice {
  value: string
  label: string
  /** What it belongs to: a quiet word after its label. */
  note?: string
}

interface ChoiceMenuProps {
  /** On the button: "Status". */
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  /** Told when somebody opens it, for what is asked for only then. */
  onOpen?: () => void
  /** Shown below the choices. */
  footer?: ReactNode
}

/** From this many on, a line to filter them by. */
const MANY = 8

/** A button that opens a list of which any number can be ticked. */
export function ChoiceMenu({ label, choices, chosen, onChange, onOpen, footer }: ChoiceMenuProps) {
  const [words, setWords] = useState('')
  const fits = ({ label, note = '' }: Choice) =>
    `${label} ${note}`.toLowerCase().includes(words.toLowerCase())
  const shown = choices.length > MANY ? choices.filter(fits) : choices
  return (
    <Popover position="bottom-start" trapFocus returnFocus shadow="md" {...(onOpen && { onOpen })}>
      <Popover.Target>
        <Button size="xs" variant="default" rightSection={<Chevron />}>
          {label}
          {chosen.length > 0 && ` (${chosen.length})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} className={styles['menu']}>
        {choices.length > MANY && (
          <SearchField label={`Find in ${label.toLowerCase()}`} value={words} onChange={setWords} />
        )}
        <Checkbox.Group aria-label={label} value={[...chosen]} onChange={onChange}>
          <div className={styles['choices']}>
            {shown.map(({ value, label, note }) => (
              <Checkbox key={value} size="xs" value={value} label={note ? `${label} · ${note}` : label} />
            ))}
          </div>
        </Checkbox.Group>
        {choices.length === 0 && <p className={styles['none']}>There is nothing to choose from.</p>}
        {choices.length > 0 && shown.length === 0 && <p className={styles['none']}>Nothing matches.</p>}
        {footer}
      </Popover.Dropdown>
    </Popover>
  )
}

export function Chevron() {
  return (
    <svg width="8" height="6" viewBox="0 0 8 6" aria-hidden="true" focusable="false">
      <path d="M.8 1 4 5l3.2-4z" fill="currentColor" />
    </svg>
  )
}
