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
  /** Dimmed text after the label: what the choice belongs to. */
  note?: string
}

interface ChoiceMenuProps {
  /** On the button: "Status". */
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  /** Called each time the menu opens, to load what only the menu needs. */
  onOpen?: () => void
  /** Shown below the choices. */
  footer?: ReactNode
}

/** Longer lists get a search field. */
const MAX_CHOICES_WITHOUT_SEARCH = 8

/** A button that opens a list of checkboxes. */
export function ChoiceMenu({ label, choices, chosen, onChange, onOpen, footer }: ChoiceMenuProps) {
  const [search, setSearch] = useState('')
  const matches = ({ label, note = '' }: Choice) =>
    `${label} ${note}`.toLowerCase().includes(search.toLowerCase())
  const shown = choices.length > MAX_CHOICES_WITHOUT_SEARCH ? choices.filter(matches) : choices
  return (
    <PopoverMenu
      label={label}
      button={chosen.length > 0 ? `${label} (${chosen.length})` : label}
      {...(onOpen && { onOpen })}
    >
      {choices.length > MAX_CHOICES_WITHOUT_SEARCH && (
        <SearchField label={`Find in ${label.toLowerCase()}`} value={search} onChange={setSearch} />
      )}
      <Checkbox.Group aria-label={label} value={[...chosen]} onChange={onChange}>
        <div className={styles['choices']}>
          {shown.map(({ value, label, note }) => (
            <Checkbox key={value} size="xs" value={value} label={note ? `${label} · ${note}` : label} />
          ))}
        </div>
      </Checkbox.Group>
      {choices.length === 0 && <p className={styles['none']}>No choices.</p>}
      {choices.length > 0 && shown.length === 0 && <p className={styles['none']}>No matches.</p>}
      {footer}
    </PopoverMenu>
  )
}
