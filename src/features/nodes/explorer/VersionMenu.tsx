import { Button, TextInput } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { compareVersions } from '#contract/version-order.ts'
import { versionBreakdownQuery } from '#src/api/groups.ts'
import { ChoiceMenu } from '#src/ui/ChoiceMenu.tsx'
import { MenuHint } from '#src/ui/PopoverMenu.tsx'
import { matchingGroups } from '#src/features/nodes/reading/node-group.ts'
import type { NodeFiltersProps } from './NodeFilters.tsx'
import styles from './NodeFilters.module.css'

/** Of more groups than this nobody waits for the versions. */
const MOST_GROUPS = 40

/** The versions of the chosen groups, and any other that somebody types. */
export function VersionMenu({ filter, groups, onChange }: NodeFiltersProps) {
  const [opened, setOpened] = useState(false)
  const [typed, setTyped] = useState('')
  const asked = matchingGroups(groups, filter).slice(0, MOST_GROUPS)
  const breakdowns = useQueries({
    queries: asked.map((ref) => ({
      ...versionBreakdownQuery(ref),
      enabled: opened,
      refetchInterval: false as const,
    })),
  })
  const seen = breakdowns.flatMap(({ data }) => data?.map(({ version }) => version) ?? [])
  const versions = [...new Set([...filter.versions, ...seen])].toSorted((a, b) => compareVersions(b, a))
  const add = (event: FormEvent) => {
    event.preventDefault()
    const version = typed.trim()
    if (version === '') return
    setTyped('')
    onChange({ versions: [...new Set([...filter.versions, version])] })
  }
  return (
    <ChoiceMenu
      label="Version"
      choices={versions.map((value) => ({ value, label: value }))}
      chosen={filter.versions}
      onChange={(versions) => onChange({ versions })}
      onOpen={() => setOpened(true)}
      footer={
        <>
          <MenuHint>
            {breakdowns.some(({ isFetching }) => isFetching)
              ? 'Asking which versions there are…'
              : `Versions of nodes seen in the last day, in ${asked.length} ${asked.length === 1 ? 'group' : 'groups'}.`}
            {breakdowns.some(({ isError }) => isError) && ' Those of some groups could not be read.'}
          </MenuHint>
          <form onSubmit={add} className={styles['add']}>
            <TextInput
              size="xs"
              label="Another version"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button size="xs" variant="default" type="submit">
              Add
            </Button>
          </form>
        </>
      }
    />
  )
}
