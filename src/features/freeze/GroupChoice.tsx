import { Checkbox } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import type { Application } from '#contract/application.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import styles from './Freeze.module.css'

interface GroupChoiceProps {
  applications: readonly Application[]
  /** Ids of the groups that shall go on. */
  leftOut: ReadonlySet<string>
  onChange: (leftOut: ReadonlySet<string>) => void
}

/** Which groups a freeze takes, by application. */
export function GroupChoice({ applications, leftOut, onChange }: GroupChoiceProps) {
  const toggle = (ids: readonly string[], chosen: boolean) => {
    const next = new Set(leftOut)
    for (const id of ids) {
      if (chosen) next.delete(id)
      else next.add(id)
    }
    onChange(next)
  }
  return applications.map(({ id, name, groups }) => {
    const all = groups ?? []
    if (all.length === 0) return null
    const ids = all.map((group) => group.id)
    const chosen = ids.filter((one) => !leftOut.has(one)).length
    return (
      <fieldset key={id} className={styles['application']}>
        <legend className={styles['legend']}>
          <Checkbox
            size="sm"
            label={`${name}: ${formatNumber(chosen)} of ${formatNumber(all.length)} groups`}
            checked={chosen === all.length}
            indeterminate={chosen > 0 && chosen < all.length}
            onChange={(event) => toggle(ids, event.currentTarget.checked)}
          />
        </legend>
        <div className={styles['groups']}>
          {all.map((group) => (
            <Checkbox
              key={group.id}
              size="xs"
              label={group.policy_updates_enabled ? group.name : `${group.name} (off already)`}
              checked={!leftOut.has(group.id)}
              onChange={(event) => toggle([group.id], event.currentTarget.checked)}
            />
          ))}
        </div>
      </fieldset>
    )
  })
}
