import { Select, type SelectProps } from '@mantine/core'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { useQuery } from '@tanstack/react-query'
import type { Package } from '#contract/package.ts'
import { packagesQuery } from '#src/api/packages.ts'
import { packageChoices } from '#src/domain/catalogue/package-choices.ts'
import { useMinute } from '#src/ui/use-now.ts'

interface PackageSelectProps extends Omit<SelectProps, 'data' | 'onChange' | 'value' | 'defaultValue'> {
  applicationId: string
  /** Whether a package can be chosen. */
  fits: (release: Package) => boolean
  /** The id of a package; empty for none. */
  value: string
  onChange: (packageId: string) => void
}

/** A search finds the others. */
const MAX_SHOWN = 40

/** A list of packages to search, the newest version first, and those too old to start from below a heading. */
export function PackageSelect({ applicationId, fits, value, onChange, ...props }: PackageSelectProps) {
  const { data = [], isPending, isError } = useQuery(packagesQuery(applicationId))
  const { current, outdated } = packageChoices(data.filter(fits), useMinute())
  return (
    <Select
      {...props}
      data={[...current.map(toItem), ...groupOf(outdated)]}
      value={value === '' ? null : value}
      onChange={(picked) => onChange(picked ?? '')}
      searchable
      clearable
      limit={MAX_SHOWN}
      autoComplete="off"
      placeholder={isPending ? 'Loading the packages …' : 'No package: type to search'}
      // Screen readers find the list inside the page's landmark, and a list that scrolls itself.
      comboboxProps={{ withinPortal: false }}
      withScrollArea={false}
      styles={{ options: { maxHeight: '16rem', overflowY: 'auto' } }}
      nothingFoundMessage={isError ? 'Failed to load the packages.' : 'No package matches.'}
    />
  )
}

const toItem = ({ id, version }: Package) => ({ value: id, label: version })

const groupOf = (outdated: readonly Package[]) =>
  outdated.length === 0 ? [] : [{ group: 'Added more than a year ago', items: outdated.map(toItem) }]
