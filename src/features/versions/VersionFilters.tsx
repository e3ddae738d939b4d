import type { Application } from '#contract/application.ts'
import { MeasureChoice } from '#src/ui/charts/MeasureChoice.tsx'
import { FilterBar, FilterSelect } from '#src/ui/FilterBar.tsx'
import { ARCH_OPTIONS, type VersionsSearch } from './versions-search.ts'

interface VersionFiltersProps {
  /** Undefined while they load. */
  applications: readonly Application[] | undefined
  search: VersionsSearch
  onSearch: (search: VersionsSearch) => void
}

/** Filters for the versions, and the choice between counts and shares in charts. */
export function VersionFilters({ applications, search, onSearch }: VersionFiltersProps) {
  const { application, arch, measure } = search
  return (
    <FilterBar label="Filter the versions" isInHeading>
      <FilterSelect
        label="Application"
        any="Any application"
        options={applications?.map(({ id, name }) => ({ value: id, label: name }))}
        value={application ?? ''}
        onChange={(application) => onSearch({ ...search, application: application || null })}
      />
      <FilterSelect
        label="Arch"
        any="Any arch"
        options={ARCH_OPTIONS.map(({ arch, name }) => ({ value: String(arch), label: name }))}
        value={arch === null ? '' : String(arch)}
        onChange={(value) =>
          onSearch({
            ...search,
            arch: ARCH_OPTIONS.find(({ arch }) => String(arch) === value)?.arch ?? null,
          })
        }
      />
      <MeasureChoice measure={measure} onMeasure={(measure) => onSearch({ ...search, measure })} />
    </FilterBar>
  )
}
