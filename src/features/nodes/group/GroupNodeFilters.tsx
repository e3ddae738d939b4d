import { NativeSelect } from '@mantine/core'
import { DURATIONS } from '#contract/duration.ts'
import { INSTANCE_STATUS, STATUS_NAMES } from '#contract/instance-status.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { NodeSearch } from '#src/features/nodes/search/NodeSearch.tsx'
import { type GroupNodeList, parseGroupNodeList, WINDOW_NAMES } from './group-node-list.ts'

interface GroupNodeFiltersProps {
  list: GroupNodeList
  onChange: (change: Partial<GroupNodeList>) => void
  /** The versions to choose from, newest first. */
  versions: readonly string[]
}

const statuses = [
  { value: '', label: 'Any status' },
  ...STATUS_NAMES.map((value) => ({ value, label: describeNodeStatus(INSTANCE_STATUS[value]).label })),
]
const windows = DURATIONS.map((value) => ({ value, label: `Seen in the last ${WINDOW_NAMES[value]}` }))

/** A control's values are those of the URL, so the same parser checks them. */
const parse = (name: string, value: string) => parseGroupNodeList(new URLSearchParams([[name, value]]))

/** A control for every filter that the server applies to a group's nodes. */
export function GroupNodeFilters({ list, onChange, versions }: GroupNodeFiltersProps) {
  const isListed = list.version === '' || versions.includes(list.version)
  const choices = isListed ? versions : [list.version, ...versions]
  return (
    <>
      <NodeSearch search={list.search} searchField={list.searchField} onChange={onChange} />
      <NativeSelect
        size="xs"
        aria-label="Status"
        data={statuses}
        value={list.status ?? ''}
        onChange={(event) => onChange({ status: parse('status', event.currentTarget.value).status })}
      />
      <NativeSelect
        size="xs"
        aria-label="Version"
        data={[{ value: '', label: 'Any version' }, ...choices.map((value) => ({ value, label: value }))]}
        value={list.version}
        onChange={(event) => onChange({ version: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        aria-label="Seen within"
        data={windows}
        value={list.seen}
        onChange={(event) => onChange({ seen: parse('seen', event.currentTarget.value).seen })}
      />
    </>
  )
}
