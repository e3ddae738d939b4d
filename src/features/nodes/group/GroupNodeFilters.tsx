import { NativeSelect } from '@mantine/core'
import { type Duration, DURATIONS } from '#contract/duration.ts'
import { INSTANCE_STATUS, STATUS_NAMES } from '#contract/instance-status.ts'
import { INSTANCE_SEARCH_FIELDS } from '#contract/instance.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { SearchField as SearchInput } from '#src/ui/SearchField.tsx'
import { WINDOW_WORDS } from './window-words.ts'
import { type GroupNodeList, parseGroupNodeList, type SearchField } from './group-node-list.ts'

interface InstanceFiltersProps {
  list: GroupNodeList
  onChange: (change: Partial<GroupNodeList>) => void
  /** Versions to choose from, newest first. */
  versions: readonly string[]
}

const FIELD_NAMES: Record<SearchField, string> = {
  All: 'in id, alias, address',
  id: 'in id',
  alias: 'in alias',
  ip: 'in address',
}
const fields = INSTANCE_SEARCH_FIELDS.map((value) => ({ value, label: FIELD_NAMES[value] }))
const statuses = [
  { value: '', label: 'Any status' },
  ...STATUS_NAMES.map((value) => ({ value, label: describeNodeStatus(INSTANCE_STATUS[value]).label })),
]
const windows = DURATIONS.map((value: Duration) => ({
  value,
  label: `Seen in the last ${WINDOW_WORDS[value]}`,
}))

/** Between two keys of somebody who types. */
const TYPING_PAUSE = 300

// A select's values are the URL's own words, so they are read as the URL is.
const read = (name: string, value: string) => parseGroupNodeList(new URLSearchParams([[name, value]]))

/** What the server can filter a group's nodes by. */
export function GroupNodeFilters({ list, onChange, versions }: InstanceFiltersProps) {
  const known =
    list.version === '' || versions.includes(list.version) ? versions : [list.version, ...versions]
  return (
    <>
      <SearchInput
        label="Search nodes"
        value={list.search}
        delay={TYPING_PAUSE}
        onChange={(search) => onChange({ search })}
      />
      <NativeSelect
        size="xs"
        aria-label="Search in"
        data={fields}
        value={list.searchField}
        onChange={(event) => onChange({ searchField: read('in', event.currentTarget.value).searchField })}
      />
      <NativeSelect
        size="xs"
        aria-label="Status"
        data={statuses}
        value={list.status ?? ''}
        onChange={(event) => onChange({ status: read('status', event.currentTarget.value).status })}
      />
      <NativeSelect
        size="xs"
        aria-label="Version"
        data={[{ value: '', label: 'Any version' }, ...known.map((value) => ({ value, label: value }))]}
        value={list.version}
        onChange={(event) => onChange({ version: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        aria-label="Seen within"
        data={windows}
        value={list.seen}
        onChange={(event) => onChange({ seen: read('seen', event.currentTarget.value).seen })}
      />
    </>
  )
}
