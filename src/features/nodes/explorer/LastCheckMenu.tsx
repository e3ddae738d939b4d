import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatCheckTime, formatSilence } from '#src/domain/nodes/format-check-time.ts'
import { type CheckTime, isAge, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { MenuHint, PopoverMenu } from '#src/ui/PopoverMenu.tsx'
import { fromLocalInput, toLocalInput } from './local-time.ts'

interface LastCheckMenuProps {
  filter: NodeFilter
  onChange: (change: Partial<NodeFilter>) => void
}

const EXACT = 'exact'
const AGES = ['1h', '6h', '1d', '3d', '7d', '14d']

/** When nodes last asked for an update: not before, and not after. */
export function LastCheckMenu({ filter: { newer, older }, onChange }: LastCheckMenuProps) {
  const set = [newer, older].filter((time) => time !== null).length
  return (
    <PopoverMenu label="Last check" button={set > 0 ? `Last check (${set})` : 'Last check'}>
      <CheckTimeField
        label="Silent"
        any="Whether silent or not"
        words={formatSilence}
        exactWords="Since before…"
        exactLabel="Last check before"
        time={older}
        onChange={(older) => onChange({ older })}
      />
      <CheckTimeField
        label="Seen"
        any="In the last 30 days"
        words={formatCheckTime}
        exactWords="At or after…"
        exactLabel="Last check at or after"
        time={newer}
        onChange={(newer) => onChange({ newer })}
      />
      <MenuHint>The server lists only nodes seen in the last 30 days.</MenuHint>
    </PopoverMenu>
  )
}

interface CheckTimeFieldProps {
  label: string
  any: string
  words: (age: CheckTime) => string
  exactWords: string
  exactLabel: string
  time: CheckTime | null
  onChange: (time: CheckTime | null) => void
}

function CheckTimeField(props: CheckTimeFieldProps) {
  const { label, any, words, exactWords, exactLabel, time, onChange } = props
  const [wantsExact, setWantsExact] = useState(false)
  const isExact = time === null ? wantsExact : !isAge(time)
  const ages = time === null || !isAge(time) || AGES.includes(time) ? AGES : [time, ...AGES]
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
          ...ages.map((value) => ({ value, label: capitalised(words(value)) })),
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

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
