import { Button, NativeSelect } from '@mantine/core'
import type { FleetRow } from './fleet-row.ts'
import {
  ARCH_FILTERS,
  type FleetSearch,
  parseFleetSearch,
  STATE_FILTERS,
  stateFilterName,
} from './fleet-search.ts'
import { SearchField } from '#src/ui/SearchField.tsx'

interface FleetFiltersProps {
  rows: readonly FleetRow[]
  search: FleetSearch
  onSearch: (change: Partial<FleetSearch>) => void
}

const arches = [
  { value: '', label: 'Any arch' },
  ...ARCH_FILTERS.map((arch) => ({ value: arch, label: arch })),
]
const states = [
  { value: '', label: 'Any state' },
  ...STATE_FILTERS.map((state) => ({ value: state, label: stateFilterName(state) })),
]

// A select's values are the URL's own words, so they are read as the URL is.
const read = (name: string, value: string) => parseFleetSearch(new URLSearchParams([[name, value]]))

/** What the fleet's groups can be narrowed to, and how much is shown of each. */
export function FleetFilters({ rows, search, onSearch }: FleetFiltersProps) {
  const names = new Map(rows.map(({ application }) => [application.id, application.name]))
  const applications = [...names].map(([value, label]) => ({ value, label }))
  return (
    <>
      <SearchField label="Filter groups" value={search.filter} onChange={(filter) => onSearch({ filter })} />
      <NativeSelect
        size="xs"
        aria-label="Application"
        data={[{ value: '', label: 'Any application' }, ...applications.toSorted(byLabel)]}
        value={search.application}
        onChange={(event) => onSearch({ application: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        aria-label="Arch"
        data={arches}
        value={search.arch}
        onChange={(event) => onSearch({ arch: read('arch', event.currentTarget.value).arch })}
      />
      <NativeSelect
        size="xs"
        aria-label="State"
        w="11rem"
        data={states}
        value={search.state}
        onChange={(event) => onSearch({ state: read('state', event.currentTarget.value).state })}
      />
      <Button
        size="xs"
        variant={search.compact ? 'light' : 'default'}
        aria-pressed={search.compact}
        onClick={() => onSearch({ compact: !search.compact })}
      >
        Compact
      </Button>
    </>
  )
}

const byLabel = (one: { label: string }, other: { label: string }) => (one.label < other.label ? -1 : 1)
