import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Application } from '#contract/application.ts'
import type { Freeze } from '#contract/freeze.ts'
import type { PlatteStatus } from '#contract/platte-status.ts'
import { plural } from '#src/lib/format-number.ts'
import { Panel } from '#src/ui/Panel.tsx'
import { editedGroups, groupsCreatedSince, groupsToRestore } from './edited-groups.ts'
import { EditedGroupChoices } from './EditedGroupChoices.tsx'
import styles from './Freeze.module.css'
import type { EditedGroupChoice, ThawAction } from './thaw-group.ts'

interface ThawPanelProps {
  freeze: Freeze
  applications: readonly Application[]
  brakes: PlatteStatus['safe_mode_brakes'] | undefined
  /** False while groups are paused or restored: until they were read again, each of them would seem edited. */
  isSettled: boolean
  /** Called with the choices for edited groups, by id. */
  onThaw: (edited: ReadonlyMap<string, EditedGroupChoice>) => void
}

/** Restores every group as it was, and asks about groups that someone has edited. */
export function ThawPanel({ freeze, applications, brakes, isSettled, onThaw }: ThawPanelProps) {
  const [actions, setActions] = useState<ReadonlyMap<string, ThawAction>>(new Map())
  const edited = editedGroups(freeze, applications, brakes)
  const actionOf = (groupId: string) => actions.get(groupId) ?? 'leave'
  const kept = edited.filter(({ entry }) => actionOf(entry.group_id) === 'leave').length
  const restored = groupsToRestore(freeze, applications, edited).length
  const count = restored + edited.length - kept
  const thaw = () =>
    onThaw(
      new Map(
        edited.map(({ entry, now }) => [entry.group_id, { now, action: actionOf(entry.group_id) }] as const),
      ),
    )
  if (!isSettled)
    return (
      <Panel title="Thaw">
        <p className={styles['quiet']}>Wait until the groups are done, or stop.</p>
      </Panel>
    )
  return (
    <Panel title="Thaw">
      <div className={styles['form']}>
        <ThawEffect freeze={freeze} applications={applications} restored={restored} edited={edited.length} />
        {edited.map((group) => (
          <EditedGroupChoices
            key={group.entry.group_id}
            group={group}
            action={actionOf(group.entry.group_id)}
            onChoose={(action) => setActions(new Map(actions).set(group.entry.group_id, action))}
          />
        ))}
        <div>
          <Button onClick={thaw}>{count === 0 ? 'End the freeze' : `Thaw ${plural(count, 'group')}`}</Button>{' '}
          <span className={styles['quiet']}>
            {kept > 0 &&
              `${plural(kept, 'edited group')} will be left as ${kept === 1 ? 'it is' : 'they are'}.`}
          </span>
        </div>
      </div>
    </Panel>
  )
}

interface ThawEffectProps {
  freeze: Freeze
  applications: readonly Application[]
  /** In groups. */
  restored: number
  edited: number
}

function ThawEffect({ freeze, applications, restored, edited }: ThawEffectProps) {
  const wasOff = freeze.groups.filter(({ outcome }) => outcome === 'was-off').length
  const created = groupsCreatedSince(freeze, applications)
  return (
    <ul className={styles['meaning']}>
      <li>
        {restored === 1
          ? '1 group is as the freeze left it: it gets exactly its earlier settings.'
          : `${plural(restored, 'group')} are as the freeze left them: each gets exactly its earlier settings.`}
      </li>
      {wasOff > 0 && (
        <li>
          {plural(wasOff, 'group')} {wasOff === 1 ? 'was' : 'were'} off before the freeze and{' '}
          {wasOff === 1 ? 'stays' : 'stay'} off.
        </li>
      )}
      {created.length > 0 && (
        <li>
          Created since, and not frozen:{' '}
          {created.map(({ id, name, application_name, isOn }, index) => (
            <span key={id}>
              {index > 0 && '; '}
              <bdi>{name}</bdi> (<bdi>{application_name}</bdi>), {isOn ? 'on' : 'off'}
            </span>
          ))}
          .
        </li>
      )}
      {edited > 0 && (
        <li>
          <strong>
            {plural(edited, 'group')} {edited === 1 ? 'was' : 'were'} edited since.
          </strong>{' '}
          Choose what to do with each; by default it is left as it is.
        </li>
      )}
    </ul>
  )
}
