import type { Channel } from '#contract/channel.ts'
import { intervalSeconds } from '#contract/interval.ts'
import type { GroupField, GroupSettings } from '#contract/group-settings.ts'
import type { ApiError } from '#src/api/api-error.ts'
import { errorsOfIssues, type FieldErrors, inPlainWords } from './policy-form-errors.ts'

/** What else there is in the group's application, as far as it is known. */
export interface ApplicationContents {
  /** All groups but the one that is edited. */
  otherGroups: readonly { id: string; name: string; track: string; channel?: Channel | undefined }[]
  /** Undefined while they are not known. */
  channels: readonly Channel[] | undefined
}

export interface RefusalInWords {
  fields: FieldErrors
  /** What stands at no field; empty when the fields say it all. */
  general: string
}

/** A server's refusal of a write, told at the fields that it is about. */
export function refusalInWords(
  error: ApiError,
  refused: GroupSettings,
  contents: ApplicationContents,
): RefusalInWords {
  const issues = error.issues.length > 0 ? error.issues : issuesInMessage(error.message)
  if (issues.length > 0) {
    const { fields, rest } = errorsOfIssues(issues)
    return { fields, general: rest.join(' ') }
  }
  if (!isWordless(error)) return { fields: {}, general: inPlainWords(error.message) }
  const fields = likelyCauses(refused, contents)
  const guess = Object.keys(fields).length > 0 ? ' What is marked below may be why.' : ''
  return { fields, general: `It gave no reason (status ${error.status}); its log may have one.${guess}` }
}

/** A Nebraska that finds a body at odds with its API description says so in one line. */
function issuesInMessage(message: string): { field: string; message: string }[] {
  const [, field, words] = /Error at "\/(\w+)": (.+?)(?: \(|$)/.exec(message) ?? []
  return field && words ? [{ field, message: `${field}: ${words}` }] : []
}

/** A Nebraska answers most of what it refuses with an empty 500. */
const isWordless = ({ kind, code, status }: ApiError) => kind === 'refused' && code === '' && status === 500

/** What a server that says nothing may have refused: what breaks a rule that holds across groups. */
function likelyCauses(refused: GroupSettings, { otherGroups, channels }: ApplicationContents): FieldErrors {
  const causes: [GroupField, string | false][] = [
    [
      'name',
      otherGroups.some(({ name }) => name === refused.name) &&
        `Another group of this application is called “${refused.name}”.`,
    ],
    [
      'channel_id',
      refused.channel_id !== null &&
        channels?.every(({ id }) => id !== refused.channel_id) === true &&
        'This channel may have been deleted meanwhile.',
    ],
    ['policy_period_interval', unreadable(refused.policy_period_interval)],
    ['policy_update_timeout', unreadable(refused.policy_update_timeout)],
    [
      'policy_timezone',
      refused.policy_office_hours &&
        !canonicalZones().has(refused.policy_timezone) &&
        `The server may not know the time zone “${refused.policy_timezone}”.`,
    ],
  ]
  return Object.fromEntries(causes.filter(([, message]) => message !== false))
}

const unreadable = (interval: string) =>
  intervalSeconds(interval) === null && `The server may not be able to read “${interval}” as an interval.`

const canonicalZones = () => new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])
