import { Select } from '@mantine/core'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { useMemo } from 'react'
import { isTimeZone } from '#contract/time-zone.ts'
import { timeInZone } from '#src/lib/format-time.ts'
import { useTextOfNow } from '#src/ui/use-now.ts'
import { inputProps, type PolicyInputProps } from './policy-input.tsx'
import { timeZoneChoices, timeZonesMatching } from './time-zones.ts'

const optionOf = (zone: string) => ({ value: zone, label: zone || 'None' })

/** The time zone of the office hours: one that this browser knows, or the one the group has. */
export function TimeZoneInput(props: PolicyInputProps<'policy_timezone'> & { opened: string }) {
  const { field, about, form, opened } = props
  const zone = form.values[field]
  const zones = useMemo(() => timeZoneChoices(opened), [opened])
  const clock = useTextOfNow((now) => (isTimeZone(zone) ? ` It is ${timeInZone(zone, now)} there now.` : ''))
  return (
    <Select
      {...inputProps({ ...props, about: `${about}${clock}` })}
      data={zones.map(optionOf)}
      value={zone}
      onChange={(picked) => form.setFieldValue(field, picked ?? '')}
      searchable
      allowDeselect={false}
      // Screen readers find the list inside the page's landmark, and a list that scrolls itself.
      comboboxProps={{ withinPortal: false }}
      withScrollArea={false}
      styles={{ options: { maxHeight: '16rem', overflowY: 'auto' } }}
      withAlignedLabels
      filter={({ search }) => timeZonesMatching(zones, search).map(optionOf)}
      nothingFoundMessage="No time zone has this name. Try a city: Berlin, New York, Tokyo."
    />
  )
}
