import { NativeSelect } from '@mantine/core'
import type { Application } from '#contract/application.ts'
import { MeasureChoice } from '#src/ui/charts/MeasureChoice.tsx'
import styles from './Versions.module.css'
import { ARCH_OPTIONS, type VersionsSearch } from './versions-search.ts'

interface VersionFiltersProps {
  /** Undefined while they load. */
  applications: readonly Application[] | undefined
  search: VersionsSearch
  onSearch: (search: VersionsSearch) => void
}

/** Filters for the versions, and the choice between counts and shares in charts. */
export function VersionFilters({ applications, search, onSearch }: VersionFiltersProps) {
  const options = (applications ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const { application, arch, measure } = search
  const isMissing = application !== null && !options.some(({ value }) => value === application)
  return (
    <div className={styles['filters']}>
      <NativeSelect
        size="xs"
        aria-label="Application"
        data={[
          { value: '', label: 'Any application' },
          ...options,
          ...(isMissing
            ? [{ value: application, label: applications ? 'Unknown application' : 'Loading…' }]
            : []),
        ]}
        value={application ?? ''}
        onChange={(event) => onSearch({ ...search, application: event.currentTarget.value || null })}
      />
      <NativeSelect
        size="xs"
        aria-label="Arch"
        data={[
          { value: '', label: 'Any arch' },
          ...ARCH_OPTIONS.map(({ arch, name }) => ({ value: String(arch), label: name })),
        ]}
        value={arch === null ? '' : String(arch)}
        onChange={({ currentTarget: { value } }) =>
          onSearch({
            ...search,
            arch: ARCH_OPTIONS.find(({ arch }) => String(arch) === value)?.arch ?? null,
          })
        }
      />
      <MeasureChoice measure={measure} onMeasure={(measure) => onSearch({ ...search, measure })} />
    </div>
  )
}
