import { MultiSelect } from '@mantine/core'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Pill.layer.css'
import '@mantine/core/styles/PillsInput.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import type { Application } from '#contract/application.ts'
import { MOST_COMPARED } from '#src/domain/versions/timeline-comparison.ts'
import { comparedGroupKey } from '#src/routes/timeline-comparison-url.ts'

interface ComparedGroupsFieldProps {
  applications: readonly Application[]
  /** As the URL names them. */
  value: readonly string[]
  onChange: (keys: string[]) => void
}

const LONGEST_LIST = 100

/** Chooses the groups to look at side by side. */
export function ComparedGroupsField({ applications, value, onChange }: ComparedGroupsFieldProps) {
  const data = applications.flatMap(({ id, name, groups }) =>
    (groups ?? []).map((group) => ({
      value: comparedGroupKey({ applicationId: id, groupId: group.id }),
      label: `${group.name} (${name})`,
    })),
  )
  return (
    <MultiSelect
      label="Groups"
      description={`Up to ${MOST_COMPARED}, side by side.`}
      placeholder={value.length === 0 ? 'Type a name of a group or an application' : undefined}
      data={data}
      value={[...value]}
      onChange={onChange}
      maxValues={MOST_COMPARED}
      limit={LONGEST_LIST}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Remove all groups' }}
      hidePickedOptions
      comboboxProps={{ withinPortal: false }}
      withScrollArea={false}
      styles={{ options: { maxHeight: '16rem', overflowY: 'auto' } }}
      nothingFoundMessage={
        value.length >= MOST_COMPARED ? 'Remove a group first.' : 'No other group has this in its name.'
      }
    />
  )
}
