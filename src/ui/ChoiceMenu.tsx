import { Checkbox } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { PopoverMenu } from './PopoverMenu.tsx'
import { SearchField } from './SearchField.tsx'
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
    <PopoverMenu
      label={label}
      button={chosen.length > 0 ? `${label} (${chosen.length})` : label}
      {...(onOpen && { onOpen })}
    >
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
    </PopoverMenu>
  )
}
