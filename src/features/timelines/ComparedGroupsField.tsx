import { MultiSelect } from '@mantine/core'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Pill.layer.css'
import '@mantine/core/styles/PillsInput.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import type { Application } from '#contract/application.ts'
import { MAX_COMPARED } from '#src/domain/versions/timeline-comparison.ts'
import { comparedGroupKey } from '#src/routes/timeline-comparison-url.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

interface ComparedGroupsFieldProps {
  applications: readonly Application[]
  /** Keys of the selected groups (`comparedGroupKey`). */
  value: readonly string[]
  onChange: (keys: string[]) => void
}

const MAX_OPTIONS = 100

/** Selects the groups to compare. */
export function ComparedGroupsField({ applications, value, onChange }: ComparedGroupsFieldProps) {
  const data = applications.flatMap(({ id, name, groups }) =>
    (groups ?? []).map((group) => ({
      value: comparedGroupKey({ applicationId: id, groupId: group.id }),
      label: `${isolateText(group.name)} (${isolateText(name)})`,
    })),
  )
  return (
    <MultiSelect
      label="Groups"
      description={`Up to ${MAX_COMPARED}; none for the whole fleet`}
      placeholder={value.length === 0 ? 'Search groups and applications' : undefined}
      data={data}
      value={[...value]}
      onChange={onChange}
      maxValues={MAX_COMPARED}
      limit={MAX_OPTIONS}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Remove all groups' }}
      hidePickedOptions
      comboboxProps={{ withinPortal: false }}
      withScrollArea={false}
      styles={{ options: { maxHeight: '16rem', overflowY: 'auto' } }}
      nothingFoundMessage={
        value.length >= MAX_COMPARED
          ? 'The maximum is reached. Remove a group first.'
          : 'No other group matches'
      }
    />
  )
}
