import { Checkbox } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import type { Application } from '#contract/application.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import styles from './Freeze.module.css'

interface GroupSelectionProps {
  applications: readonly Application[]
  /** Ids of the groups that keep updating. */
  excluded: ReadonlySet<string>
  onChange: (excluded: ReadonlySet<string>) => void
}

/** Selects the groups to freeze, by application. */
export function GroupSelection({ applications, excluded, onChange }: GroupSelectionProps) {
  const toggle = (ids: readonly string[], isSelected: boolean) => {
    const next = new Set(excluded)
    for (const id of ids) {
      if (isSelected) next.delete(id)
      else next.add(id)
    }
    onChange(next)
  }
  return applications.map(({ id, name, groups }) => {
    const all = groups ?? []
    if (all.length === 0) return null
    const ids = all.map((group) => group.id)
    const selected = ids.filter((one) => !excluded.has(one)).length
    return (
      <fieldset key={id} className={styles['application']}>
        <legend className={styles['legend']}>
          <Checkbox
            size="sm"
            label={
              <>
                <bdi>{name}</bdi>: {formatNumber(selected)} of {plural(all.length, 'group')}
              </>
            }
            checked={selected === all.length}
            indeterminate={selected > 0 && selected < all.length}
            onChange={(event) => toggle(ids, event.currentTarget.checked)}
          />
        </legend>
        <div className={styles['groups']}>
          {all.map((group) => (
            <Checkbox
              key={group.id}
              size="xs"
              label={
                <>
                  <bdi>{group.name}</bdi>
                  {!group.policy_updates_enabled && ' (already off)'}
                </>
              }
              checked={!excluded.has(group.id)}
              onChange={(event) => toggle([group.id], event.currentTarget.checked)}
            />
          ))}
        </div>
      </fieldset>
    )
  })
}
