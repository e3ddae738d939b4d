import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Application } from '#contract/application.ts'
import type { Freeze } from '#contract/freeze.ts'
import type { PlatteStatus } from '#contract/platte.ts'
import { plural } from '#src/lib/format-number.ts'
import { Panel } from '#src/ui/Panel.tsx'
import { ChangedGroup } from './ChangedGroup.tsx'
import { changedGroups, groupsMadeSince, groupsToBringBack } from './changed-groups.ts'
import styles from './Freeze.module.css'
import { type ChangedGroup as Chosen, type ThawChoice } from './thaw-group.ts'

interface ThawPanelProps {
  freeze: Freeze
  applications: readonly Application[]
  brakes: PlatteStatus['safe_mode_brakes'] | undefined
  busy: boolean
  /** With what was chosen for the groups that were changed by hand. */
  onThaw: (changed: ReadonlyMap<string, Chosen>) => void
}

/** Brings every group back to how it was, and asks about those that somebody has changed. */
export function ThawPanel({ freeze, applications, brakes, busy, onThaw }: ThawPanelProps) {
  const [choices, setChoices] = useState<ReadonlyMap<string, ThawChoice>>(new Map())
  const changed = changedGroups(freeze, applications, brakes)
  const asLeft = groupsToBringBack(freeze, applications, changed).length
  const untouched = freeze.groups.filter(({ outcome }) => outcome === 'was-off').length
  const made = groupsMadeSince(freeze, applications)
  const choiceOf = (id: string) => choices.get(id) ?? 'leave'
  const chosen = changed.filter(({ entry }) => choiceOf(entry.group_id) !== 'leave').length
  const count = asLeft + chosen
  const thaw = () =>
    onThaw(
      new Map(
        changed.map(({ entry, now }) => [entry.group_id, { now, choice: choiceOf(entry.group_id) }] as const),
      ),
    )
  return (
    <Panel title="Thaw">
      <div className={styles['form']}>
        <ul className={styles['meaning']}>
          <li>
            {plural(asLeft, 'group')} as the freeze left them: each gets its settings of before, exactly.
          </li>
          {untouched > 0 && <li>{plural(untouched, 'group')} off before the freeze: they stay off.</li>}
          {made.length > 0 && (
            <li>
              Made since, and never frozen:{' '}
              {made.map(({ name, isOn }) => `${name}, ${isOn ? 'on' : 'off'}`).join('; ')}.
            </li>
          )}
          {changed.length > 0 && (
            <li>
              <strong>{plural(changed.length, 'group')} changed by hand since.</strong> Choose for each;
              unless you do, it is left as it is.
            </li>
          )}
        </ul>
        {changed.map((one) => (
          <ChangedGroup
            key={one.entry.group_id}
            changed={one}
            choice={choiceOf(one.entry.group_id)}
            onChoose={(choice) => setChoices(new Map(choices).set(one.entry.group_id, choice))}
          />
        ))}
        <div>
          <Button onClick={thaw} disabled={busy}>
            {count === 0 ? 'End the freeze' : `Thaw ${plural(count, 'group')}`}
          </Button>
          {!busy && chosen < changed.length && (
            <span className={styles['quiet']}>
              {' '}
              {plural(changed.length - chosen, 'group')} changed by hand will be left as{' '}
              {changed.length - chosen === 1 ? 'it is' : 'they are'}.
            </span>
          )}
          {busy && <span className={styles['quiet']}> Wait until the groups are through, or stop that.</span>}
        </div>
      </div>
    </Panel>
  )
}
