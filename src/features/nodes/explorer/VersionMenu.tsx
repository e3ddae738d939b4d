import { Button, TextInput } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { listedVersions } from '#contract/version-limit.ts'
import { compareVersions } from '#contract/version-order.ts'
import { readVersionBreakdown, versionBreakdownQuery } from '#src/api/groups.ts'
import { enqueueRequest } from '#src/api/request-queue.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { matchingGroups, type NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import { plural } from '#src/lib/format-number.ts'
import { ChoiceMenu } from '#src/ui/ChoiceMenu.tsx'
import { MenuHint } from '#src/ui/PopoverMenu.tsx'
import styles from './NodeFilters.module.css'

interface VersionMenuProps {
  filter: NodeFilter
  groups: readonly NodeGroup[]
  onChange: (change: Partial<NodeFilter>) => void
}

/** Loading the versions of more groups than this takes too long. */
const MAX_GROUPS = 40

/** Filters by the versions that the chosen groups' nodes run, or by any version that is typed. */
export function VersionMenu({ filter, groups, onChange }: VersionMenuProps) {
  const [opened, setOpened] = useState(false)
  // The menu unmounts its content when it closes; what was typed stays.
  const [text, setText] = useState('')
  const listedGroups = matchingGroups(groups, filter).slice(0, MAX_GROUPS)
  const breakdowns = useQueries({
    queries: listedGroups.map((ref) => ({
      ...versionBreakdownQuery(ref),
      queryFn: ({ signal }) =>
        enqueueRequest({ priority: 'high', signal }, () => readVersionBreakdown(ref, signal)),
      enabled: opened,
      refetchInterval: false as const,
    })),
  })
  const running = breakdowns.flatMap(({ data }) => listedVersions(data ?? []))
  const versions = [...new Set([...filter.versions, ...running])].toSorted((a, b) => compareVersions(b, a))
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
              ? 'Loading versions…'
              : `Versions seen in the last 24 hours in ${plural(listedGroups.length, 'group')}.`}
            {breakdowns.some(({ isError }) => isError) && ' Some groups failed to load.'}
          </MenuHint>
          <OtherVersionForm
            text={text}
            onType={setText}
            onAdd={(version) => onChange({ versions: [...new Set([...filter.versions, version])] })}
          />
        </>
      }
    />
  )
}

interface OtherVersionFormProps {
  text: string
  onType: (text: string) => void
  onAdd: (version: string) => void
}

function OtherVersionForm({ text, onType, onAdd }: OtherVersionFormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const version = text.trim()
    if (version === '') return
    onType('')
    onAdd(version)
  }
  return (
    <form onSubmit={submit} className={styles['add']}>
      <TextInput
        size="xs"
        label="Another version"
        value={text}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      <Button size="xs" variant="default" type="submit">
        Add
      </Button>
    </form>
  )
}
