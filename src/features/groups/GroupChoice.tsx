import { NativeSelect } from '@mantine/core'
import type { Application } from '#contract/application.ts'
import type { Group } from '#contract/group.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

interface GroupChoiceProps {
  applications: readonly Application[]
  /** Id of the group. */
  value: string
  onChange: (groupId: string) => void
}

/** Chooses a group of any application. */
export const GroupChoice = ({ applications, value, onChange }: GroupChoiceProps) => (
  <NativeSelect
    label="Group"
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
    data={applications
      .filter(({ groups }) => groups?.length)
      .map(({ name, groups }) => ({ group: name, items: (groups ?? []).map(optionOf) }))}
  />
)

const optionOf = ({ id, name, track, channel }: Group) => ({
  value: id,
  label: [isolateText(name), `track ${isolateText(track)}`, channel && archName(channel.arch)]
    .filter(Boolean)
    .join(' · '),
})
