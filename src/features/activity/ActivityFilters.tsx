import { NativeSelect } from '@mantine/core'
import type { Application } from '#contract/application.ts'
import { SEVERITIES } from '#src/domain/rollout/describe-activity.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { formatCheckTime } from '#src/domain/nodes/format-check-time.ts'
import { type ActivitySearch, ALL_ACTIVITY } from '#src/routes/activity-url.ts'
import { FilterBar, FilterSelect, OnlyButton } from '#src/ui/FilterBar.tsx'

interface ActivityFiltersProps {
  search: ActivitySearch
  applications: readonly Application[]
  onSearch: (change: Partial<ActivitySearch>) => void
}

const AGES = [
  ['1h', 'The last hour'],
  ['1d', 'The last 24 hours'],
  ['7d', 'The last 7 days'],
  ['30d', 'The last 30 days'],
  ['365d', 'The last year'],
] as const

/** The filters of the activity. */
export function ActivityFilters({ search, applications, onSearch }: ActivityFiltersProps) {
  const { application, group, channel, node, severity, since } = search
  const chosen = applications.filter(({ id }) => application === '' || id === application)
  return (
    <FilterBar
      label="Filter the activity"
      onClear={
        Object.values({ application, group, channel, node, severity }).some(Boolean)
          ? () => onSearch({ ...ALL_ACTIVITY, since })
          : null
      }
    >
      <SinceSelect since={since} onChange={(since) => onSearch({ since })} />
      <FilterSelect
        label="Application"
        any="Any application"
        options={applications.map(({ id, name }) => ({ value: id, label: name }))}
        value={application}
        onChange={(application) => onSearch({ application, group: '', channel: '' })}
      />
      <FilterSelect
        label="Group"
        any="Any group"
        options={chosen.flatMap(({ groups }) =>
          (groups ?? []).map(({ id, name }) => ({ value: id, label: name })),
        )}
        value={group}
        onChange={(group) => onSearch({ group })}
      />
      <FilterSelect
        label="Channel"
        any="Any channel"
        options={chosen.flatMap(({ channels }) =>
          (channels ?? []).map((one) => ({ value: one.id, label: channelTitle(one, channels ?? []) })),
        )}
        value={channel}
        onChange={(channel) => onSearch({ channel })}
      />
      <FilterSelect
        label="Severity"
        any="Any severity"
        options={SEVERITIES.map(({ value, label }) => ({ value: String(value), label }))}
        value={severity}
        onChange={(severity) => onSearch({ severity })}
      />
      {node !== '' && (
        <OnlyButton onRemove={() => onSearch({ node: '' })}>
          node <bdi>{node}</bdi>
        </OnlyButton>
      )}
    </FilterBar>
  )
}

function SinceSelect({ since, onChange }: { since: string; onChange: (since: string) => void }) {
  const isOther = AGES.every(([age]) => age !== since)
  return (
    <NativeSelect
      size="xs"
      aria-label="Since"
      data-printed
      data={[
        ...AGES.map(([value, label]) => ({ value, label })),
        ...(isOther ? [{ value: since, label: formatCheckTime(since) }] : []),
      ]}
      value={since}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
