import { Button, NativeSelect, Popover, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type CheckTime, isAge, type NodeFilter } from '#src/domain/node-filter.ts'
import { Chevron } from '#src/ui/ChoiceMenu.tsx'
import '@mantine/core/styles/Popover.layer.css'
import { fromLocalInput, toLocalInput } from './local-time.ts'
import styles from './NodeFilters.module.css'

interface LastCheckMenuProps {
  filter: NodeFilter
  onChange: (change: Partial<NodeFilter>) => void
}

const EXACT = 'exact'
const AGES = [
  { value: '1h', words: '1 hour' },
  { value: '6h', words: '6 hours' },
  { value: '1d', words: '1 day' },
  { value: '3d', words: '3 days' },
  { value: '7d', words: '7 days' },
  { value: '14d', words: '14 days' },
]

/** When nodes last asked for an update: not before, and not after. */
export function LastCheckMenu({ filter: { newer, older }, onChange }: LastCheckMenuProps) {
  const set = [newer, older].filter((time) => time !== null).length
  return (
    <Popover position="bottom-start" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button size="xs" variant="default" rightSection={<Chevron />}>
          Last check{set > 0 && ` (${set})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Last check" className={styles['menu']}>
        <CheckTimeField
          label="Silent"
          any="Whether silent or not"
          ageWords={(words) => `For more than ${words}`}
          exactWords="Since before…"
          exactLabel="Last check before"
          time={older}
          onChange={(older) => onChange({ older })}
        />
        <CheckTimeField
          label="Seen"
          any="In the last 30 days"
          ageWords={(words) => `In the last ${words}`}
          exactWords="At or after…"
          exactLabel="Last check at or after"
          time={newer}
          onChange={(newer) => onChange({ newer })}
        />
        <p className={styles['hint']}>A server tells of nodes that it has seen in the last 30 days.</p>
      </Popover.Dropdown>
    </Popover>
  )
}

interface CheckTimeFieldProps {
  label: string
  any: string
  ageWords: (words: string) => string
  exactWords: string
  exactLabel: string
  time: CheckTime | null
  onChange: (time: CheckTime | null) => void
}

function CheckTimeField(props: CheckTimeFieldProps) {
  const { label, any, ageWords, exactWords, exactLabel, time, onChange } = props
  const [wantsExact, setWantsExact] = useState(false)
  const isExact = time === null ? wantsExact : !isAge(time)
  const other = time !== null && isAge(time) && !AGES.some(({ value }) => value === time)
  const choose = (value: string) => {
    setWantsExact(value === EXACT)
    if (value === EXACT) onChange(null)
    else onChange(value === '' ? null : value)
  }
  return (
    <>
      <NativeSelect
        size="xs"
        label={label}
        data={[
          { value: '', label: any },
          ...AGES.map(({ value, words }) => ({ value, label: ageWords(words) })),
          ...(other ? [{ value: time, label: ageWords(time) }] : []),
          { value: EXACT, label: exactWords },
        ]}
        value={isExact ? EXACT : (time ?? '')}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {isExact && (
        <TextInput
          size="xs"
          type="datetime-local"
          step={1}
          label={exactLabel}
          description="In this browser’s time zone"
          defaultValue={time === null ? '' : toLocalInput(time)}
          onChange={(event) => {
            const exact = fromLocalInput(event.currentTarget.value)
            if (exact !== null) onChange(exact)
          }}
        />
      )}
    </>
  )
}
