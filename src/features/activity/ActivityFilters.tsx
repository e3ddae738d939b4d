import { Button, NativeSelect } from '@mantine/core'
import type { Application } from '#contract/application.ts'
import { ACTIVITY_SEVERITIES } from '#src/domain/rollout/describe-activity.ts'
import { formatCheckTime } from '#src/domain/nodes/format-check-time.ts'
import { type ActivitySearch, ALL_ACTIVITY } from '#src/routes/activity-url.ts'
import styles from './Activity.module.css'

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
  const isOtherSince = AGES.every(([age]) => age !== since)
  return (
    <search className={styles['filters']} aria-label="Filter the activity">
      <NativeSelect
        size="xs"
        aria-label="Since"
        data={[
          ...AGES.map(([value, label]) => ({ value, label })),
          ...(isOtherSince ? [{ value: since, label: formatCheckTime(since) }] : []),
        ]}
        value={since}
        onChange={(event) => onSearch({ since: event.currentTarget.value })}
      />
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
          (channels ?? []).map(({ id, name }) => ({ value: id, label: name })),
        )}
        value={channel}
        onChange={(channel) => onSearch({ channel })}
      />
      <FilterSelect
        label="Severity"
        any="Any severity"
        options={ACTIVITY_SEVERITIES.map(({ value, label }) => ({ value: String(value), label }))}
        value={severity}
        onChange={(severity) => onSearch({ severity })}
      />
      {node !== '' && (
        <Button size="xs" variant="light" onClick={() => onSearch({ node: '' })}>
          Only node <bdi>{node}</bdi> ✕
        </Button>
      )}
      {Object.values({ application, group, channel, node, severity }).some(Boolean) && (
        <Button size="xs" variant="subtle" onClick={() => onSearch({ ...ALL_ACTIVITY, since })}>
          Clear filters
        </Button>
      )}
    </search>
  )
}

interface FilterSelectProps {
  label: string
  /** The option that matches everything. */
  any: string
  options: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}

function FilterSelect({ label, any, options, value, onChange }: FilterSelectProps) {
  const isUnknown = value !== '' && options.every((option) => option.value !== value)
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      data={[
        { value: '', label: any },
        ...options,
        ...(isUnknown ? [{ value, label: `Unknown (${value})` }] : []),
      ]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
