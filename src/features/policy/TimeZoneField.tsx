import { Select } from '@mantine/core'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { useMemo } from 'react'
import { isTimeZone } from '#contract/time-zone.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { useTextOfNow } from '#src/ui/use-now.ts'
import { FieldNotes } from './FieldNotes.tsx'
import { notesBelow, policyFieldId, type PolicyFieldProps } from './policy-field.ts'
import { timeInZone } from '#src/lib/format-time.ts'
import { timeZoneChoices, timeZonesMatching } from './time-zones.ts'

const optionOf = (zone: string) => ({ value: zone, label: zone || 'None' })

/** The zone of the office hours, among those that this browser knows and the one that the group has. */
export function TimeZoneField({
  field,
  about,
  form,
  warnings,
  opened,
}: PolicyFieldProps<'policy_timezone'> & { opened: string }) {
  const zone = form.values[field]
  const zones = useMemo(() => timeZoneChoices(opened), [opened])
  const clock = useTextOfNow((now) => (isTimeZone(zone) ? ` It is ${timeInZone(zone, now)} there now.` : ''))
  return (
    <Select
      id={policyFieldId(field)}
      label={groupFieldLabel(field)}
      data={zones.map(optionOf)}
      value={zone}
      onChange={(picked) => form.setFieldValue(field, picked ?? '')}
      error={form.errors[field]}
      searchable
      allowDeselect={false}
      // Inside the page's landmark, and a list that scrolls by itself: a screen reader finds both.
      comboboxProps={{ withinPortal: false }}
      withScrollArea={false}
      styles={{ options: { maxHeight: '16rem', overflowY: 'auto' } }}
      withAlignedLabels
      filter={({ search }) => timeZonesMatching(zones, search).map(optionOf)}
      nothingFoundMessage="No time zone has this name. Try a city: Berlin, New York, Tokyo."
      {...notesBelow}
      description={<FieldNotes about={`${about}${clock}`} warning={warnings[field]} />}
    />
  )
}
