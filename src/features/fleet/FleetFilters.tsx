import { Button, NativeSelect } from '@mantine/core'
import { compareNames } from '#src/lib/compare-names.ts'
import { FilterSelect } from '#src/ui/FilterBar.tsx'
import { SearchField } from '#src/ui/SearchField.tsx'
import type { FleetRow } from './fleet-row.ts'
import {
  ARCH_FILTERS,
  type FleetSearch,
  parseFleetSearch,
  STATE_FILTERS,
  stateFilterLabel,
} from './fleet-search.ts'
import styles from './FleetTable.module.css'

interface FleetFiltersProps {
  rows: readonly FleetRow[]
  search: FleetSearch
  onSearch: (change: Partial<FleetSearch>) => void
}

const arches = ARCH_FILTERS.map((arch) => ({ value: arch, label: arch }))
const states = [
  { value: '', label: 'Any state' },
  ...STATE_FILTERS.map((state) => ({ value: state, label: stateFilterLabel(state) })),
]

// The values of the selects are those of the URL's parameters.
const parseParam = (name: string, value: string) => parseFleetSearch(new URLSearchParams([[name, value]]))

/** Filters for the fleet's groups, and the switch to compact rows. */
export function FleetFilters({ rows, search, onSearch }: FleetFiltersProps) {
  const names = new Map(rows.map(({ application }) => [application.id, application.name]))
  const applications = [...names].map(([value, label]) => ({ value, label }))
  return (
    <div className={styles['filters']}>
      <SearchField label="Filter groups" value={search.filter} onChange={(filter) => onSearch({ filter })} />
      <FilterSelect
        label="Application"
        any="Any application"
        options={applications.toSorted(byLabel)}
        value={search.application}
        onChange={(application) => onSearch({ application })}
      />
      <FilterSelect
        label="Arch"
        any="Any arch"
        options={arches}
        value={search.arch}
        onChange={(arch) => onSearch({ arch: parseParam('arch', arch).arch })}
      />
      <NativeSelect
        size="xs"
        aria-label="State"
        w="11rem"
        data-printed={search.state !== '' || undefined}
        data={states}
        value={search.state}
        onChange={(event) => onSearch({ state: parseParam('state', event.currentTarget.value).state })}
      />
      <Button
        size="xs"
        variant={search.compact ? 'light' : 'default'}
        aria-pressed={search.compact}
        onClick={() => onSearch({ compact: !search.compact })}
      >
        Compact
      </Button>
    </div>
  )
}

const byLabel = (a: { label: string }, b: { label: string }) => compareNames(a.label, b.label)
