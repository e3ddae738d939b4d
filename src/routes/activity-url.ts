import { type CheckTime, isCheckTime } from '#src/domain/nodes/node-filter.ts'
import { SEVERITIES } from '#src/domain/rollout/describe-activity.ts'

/** The filters of the activity, as in the URL; an empty value matches everything. */
export interface ActivitySearch {
  /** Ids. */
  application: string
  group: string
  channel: string
  node: string
  severity: string
  /** An age such as "7d", or a time. */
  since: CheckTime
}

export const ALL_ACTIVITY: ActivitySearch = {
  application: '',
  group: '',
  channel: '',
  node: '',
  severity: '',
  since: '7d',
}

/** Reads the filters from a URL; leaves out what it does not know. */
export function parseActivitySearch(params: URLSearchParams): ActivitySearch {
  const text = (name: string) => params.get(name) ?? ''
  const [severity, since] = [text('severity'), text('since')]
  return {
    application: text('application'),
    group: text('group'),
    channel: text('channel'),
    node: text('node'),
    severity: SEVERITIES.some(({ value }) => String(value) === severity) ? severity : '',
    since: isCheckTime(since) ? since : ALL_ACTIVITY.since,
  }
}

/** The query string of the filters; leaves out defaults. */
export const activityParams = (search: Partial<ActivitySearch>): URLSearchParams =>
  new URLSearchParams(
    Object.entries(search).filter(
      ([name, value]) => value !== '' && !(name === 'since' && value === ALL_ACTIVITY.since),
    ),
  )
