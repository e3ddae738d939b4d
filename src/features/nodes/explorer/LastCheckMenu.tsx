import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatCheckTime, formatSilence } from '#src/domain/nodes/format-check-time.ts'
import { type CheckTime, isAge, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { capitalize } from '#src/lib/capitalize.ts'
import { shownTimeZone } from '#src/lib/shown-time-zone.ts'
import { MenuHint, PopoverMenu } from '#src/ui/PopoverMenu.tsx'
import { fromLocalInput, toLocalInput } from './local-time.ts'

interface LastCheckMenuProps {
  filter: NodeFilter
  onChange: (change: Partial<NodeFilter>) => void
}

const EXACT = 'exact'
const AGES = ['1h', '6h', '1d', '3d', '7d', '14d']

/** Filters by the time of a node's last update check: not since, or not before. */
export function LastCheckMenu({ filter: { newer, older }, onChange }: LastCheckMenuProps) {
  const count = [newer, older].filter((time) => time !== null).length
  return (
    <PopoverMenu label="Last check" button={count > 0 ? `Last check (${count})` : 'Last check'}>
      <CheckTimeField
        label="Silent"
        anyLabel="Silent or not"
        formatAge={formatSilence}
        exactOption="Since before a date…"
        exactLabel="Last check before"
        time={older}
        onChange={(older) => onChange({ older })}
      />
      <CheckTimeField
        label="Seen"
        anyLabel="In the last 30 days"
        formatAge={formatCheckTime}
        exactOption="Since a date…"
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
  /** The option that filters nothing. */
  anyLabel: string
  formatAge: (age: CheckTime) => string
  /** The option that shows a field for an exact time. */
  exactOption: string
  /** Label of that field. */
  exactLabel: string
  time: CheckTime | null
  onChange: (time: CheckTime | null) => void
}

function CheckTimeField(props: CheckTimeFieldProps) {
  const { label, anyLabel, formatAge, exactOption, exactLabel, time, onChange } = props
  const [wantsExact, setWantsExact] = useState(false)
  const isExact = time === null ? wantsExact : !isAge(time)
  const ages = time === null || !isAge(time) || AGES.includes(time) ? AGES : [time, ...AGES]
  const choose = (value: string) => {
    setWantsExact(value === EXACT)
    onChange(value === EXACT || value === '' ? null : value)
  }
  return (
    <>
      <NativeSelect
        size="xs"
        label={label}
        data={[
          { value: '', label: anyLabel },
          ...ages.map((value) => ({ value, label: capitalize(formatAge(value)) })),
          { value: EXACT, label: exactOption },
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
          description={`In ${shownTimeZone()}`}
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
