import { NativeSelect } from '@mantine/core'
import type { Application } from '#contract/application.ts'
import { MeasureChoice } from '#src/ui/charts/MeasureChoice.tsx'
import styles from './Versions.module.css'
import { ARCH_OPTIONS, type VersionsSearch } from './versions-search.ts'

interface VersionFiltersProps {
  applications: readonly Application[]
  search: VersionsSearch
  onSearch: (search: VersionsSearch) => void
}

/** Which versions are shown, and whether charts show nodes or shares. */
export function VersionFilters({ applications, search, onSearch }: VersionFiltersProps) {
  const known = applications.map(({ id, name }) => ({ value: id, label: name }))
  const { application, arch, measure } = search
  const isGone = application !== null && !applications.some(({ id }) => id === application)
  return (
    <div className={styles['filters']}>
      <NativeSelect
        size="xs"
        aria-label="Application"
        data={[
          { value: '', label: 'Every application' },
          ...known,
          ...(isGone ? [{ value: application, label: 'An application that is not there' }] : []),
        ]}
        value={application ?? ''}
        onChange={(event) => onSearch({ ...search, application: event.currentTarget.value || null })}
      />
      <NativeSelect
        size="xs"
        aria-label="Arch"
        data={[
          { value: '', label: 'Every arch' },
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
