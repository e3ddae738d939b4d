import { Button, Checkbox } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import { useState } from 'react'
import type { Application } from '#contract/application.ts'
import type { Group } from '#contract/group.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { SearchField } from '#src/ui/SearchField.tsx'
import styles from './Freeze.module.css'

/** More of an application push what will happen off the screen. */
const MAX_SHOWN = 24

interface GroupSelectionProps {
  applications: readonly Application[]
  /** Ids of the groups that keep updating. */
  excluded: ReadonlySet<string>
  onChange: (excluded: ReadonlySet<string>) => void
}

/** Selects the groups to freeze, by application, and filters them where they are many; a filter changes no selection. */
export function GroupSelection({ applications, excluded, onChange }: GroupSelectionProps) {
  const [search, setSearch] = useState('')
  const all = applications.flatMap(({ groups }) => groups ?? [])
  const text = search.trim().toLowerCase()
  const found = all.filter(({ name }) => name.toLowerCase().includes(text))
  const toggle = (ids: readonly string[], isSelected: boolean) => {
    const next = new Set(excluded)
    for (const id of ids) {
      if (isSelected) next.delete(id)
      else next.add(id)
    }
    onChange(next)
  }
  return (
    <>
      {all.length > MAX_SHOWN && (
        <div className={styles['filter']}>
          <SearchField label="Filter groups" value={search} onChange={setSearch} />
          {text !== '' && found.length === 0 && <p className={styles['quiet']}>No group matches.</p>}
        </div>
      )}
      {applications.map((application) => (
        <ApplicationGroups
          key={application.id}
          application={application}
          found={found}
          isFiltered={text !== ''}
          excluded={excluded}
          onToggle={toggle}
        />
      ))}
    </>
  )
}

interface ApplicationGroupsProps {
  application: Application
  /** Those of all applications that match the filter. */
  found: readonly Group[]
  isFiltered: boolean
  excluded: ReadonlySet<string>
  onToggle: (ids: readonly string[], isSelected: boolean) => void
}

function ApplicationGroups(props: ApplicationGroupsProps) {
  const { application, found, isFiltered, excluded, onToggle } = props
  const [isUnfolded, setUnfolded] = useState(false)
  const groups = found.filter(({ application_id }) => application_id === application.id)
  if (groups.length === 0) return null
  const ids = groups.map(({ id }) => id)
  const selected = ids.filter((id) => !excluded.has(id)).length
  const shown = isUnfolded ? groups : groups.filter(({ id }, index) => index < MAX_SHOWN || excluded.has(id))
  return (
    <fieldset className={styles['application']}>
      <legend className={styles['legend']}>
        <Checkbox
          size="sm"
          label={
            <>
              <bdi>{application.name}</bdi>: {formatNumber(selected)} of {plural(groups.length, 'group')}
              {isFiltered && (groups.length === 1 ? ' that matches' : ' that match')}
            </>
          }
          checked={selected === groups.length}
          indeterminate={selected > 0 && selected < groups.length}
          onChange={(event) => onToggle(ids, event.currentTarget.checked)}
        />
      </legend>
      <div className={styles['groups']}>
        {shown.map((group) => (
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
            onChange={(event) => onToggle([group.id], event.currentTarget.checked)}
          />
        ))}
      </div>
      {shown.length < groups.length && (
        <Button size="xs" variant="subtle" className={styles['all']} onClick={() => setUnfolded(true)}>
          Show all {plural(groups.length, 'group')}
        </Button>
      )}
    </fieldset>
  )
}
