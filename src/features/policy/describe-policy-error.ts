import type { Channel } from '#contract/channel.ts'
import { intervalSeconds } from '#contract/interval.ts'
import type { GroupField, GroupSettings } from '#contract/group-settings.ts'
import type { ApiError } from '#src/api/api-error.ts'
import { errorsOfIssues, type FieldErrors, withLabels } from './policy-form-errors.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

/** The group's application apart from the group, as far as it is known. */
export interface ApplicationContents {
  /** Without the group that is edited. */
  otherGroups: readonly { id: string; name: string; track: string; channel?: Channel | undefined }[]
  /** Undefined while they are loading. */
  channels: readonly Channel[] | undefined
}

interface PolicyErrorDescription {
  fields: FieldErrors
  /** About no field of the form; empty when the fields say it all. */
  words: string
}

/** What the server's error says, by the field it is about. */
export function describePolicyError(
  error: ApiError,
  rejected: GroupSettings,
  contents: ApplicationContents,
): PolicyErrorDescription {
  const issues = error.issues.length > 0 ? error.issues : issuesInMessage(error.message)
  if (issues.length > 0) {
    const { fields, rest } = errorsOfIssues(issues)
    return { fields, words: rest.join(' ') }
  }
  if (!isWordless(error)) return { fields: {}, words: withLabels(error.message) }
  const fields = likelyCauses(rejected, contents)
  const guess = Object.keys(fields).length > 0 ? ' The fields marked below may be the cause.' : ''
  return { fields, words: `It gave no reason (status ${error.status}); its log may have one.${guess}` }
}

/** A Nebraska reports a body that violates its API description in one line. */
function issuesInMessage(message: string): { field: string; message: string }[] {
  const [, field, words] = /Error at "\/(\w+)": (.+?)(?: \(|$)/.exec(message) ?? []
  return field && words ? [{ field, message: `${field}: ${words}` }] : []
}

/** A Nebraska rejects most writes with an empty 500. */
const isWordless = ({ kind, code, status }: ApiError) => kind === 'refused' && code === '' && status === 500

/** What a server that gives no reason may have rejected: rules across groups, and values only it can check. */
function likelyCauses(rejected: GroupSettings, { otherGroups, channels }: ApplicationContents): FieldErrors {
  const causes: [GroupField, string | false][] = [
    [
      'name',
      otherGroups.some(({ name }) => name === rejected.name) &&
        `Another group of this application is named “${isolateText(rejected.name)}”.`,
    ],
    [
      'channel_id',
      rejected.channel_id !== null &&
        channels?.every(({ id }) => id !== rejected.channel_id) === true &&
        'This channel may have been deleted meanwhile.',
    ],
    ['policy_period_interval', unreadable(rejected.policy_period_interval)],
    ['policy_update_timeout', unreadable(rejected.policy_update_timeout)],
    [
      'policy_timezone',
      rejected.policy_office_hours &&
        !canonicalZones().has(rejected.policy_timezone) &&
        `The server may not know the time zone “${rejected.policy_timezone}”.`,
    ],
  ]
  return Object.fromEntries(causes.filter(([, message]) => message !== false))
}

const unreadable = (interval: string) =>
  intervalSeconds(interval) === null && `The server may not be able to read “${interval}” as an interval.`

const canonicalZones = () => new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])
