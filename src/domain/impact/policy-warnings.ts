import type { UpdatePolicy } from '#contract/group.ts'
import { DAY_MS, SECOND_MS } from '#contract/time-units.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { nextOfficeHours } from '#contract/office-hours.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import { compareVersions } from '#contract/version-order.ts'
import { formatAgo, formatDuration, formatTime, timeInZone } from '#src/lib/format-time.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { intervalAfterPer, formatInterval } from '#src/domain/policy/format-interval.ts'
import { safeModeLimit } from './pause-impact.ts'
import { type PolicyImpact, policyImpact } from './policy-impact.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'

/** Safe mode switched updates off, as Platte's own server reports. */
export interface TrippedBrake {
  /** In ms. */
  trippedAt: number
  timedOut: number
  limit: number
}

export interface PolicyWarning {
  kind:
    | 'unlimited'
    | 'resumes-brake'
    | 'resumes'
    | 'trips-at-once'
    | 'closed-now'
    | 'timeout-below-median'
    | 'takes-long'
    | 'below-in-progress'
    | 'period-limit'
    | 'older-target'
  /** `bad` may do harm at once. */
  tone: 'bad' | 'waiting'
  words: string
}

export interface PolicyEdit {
  before: { policy: UpdatePolicy; target: string | null }
  /** The snapshot with the new policy and target, and with counts by them. */
  after: RolloutSnapshot
  /** Null where safe mode has not tripped, or the server does not report it. */
  brake: TrippedBrake | null
}

const WEEK_MS = 7 * DAY_MS
const LONG_WEEKS = 4

/** What an edit of a policy does that the operator may not expect, the most serious first; `now` in ms. */
export function policyWarnings(
  edit: PolicyEdit,
  now: number,
  impact = policyImpact(edit.after, now),
): PolicyWarning[] {
  return [
    unlimited(edit, impact),
    resumesBrake(edit, now),
    tripsAtOnce(edit, now),
    resumes(edit, impact),
    timeoutBelowMedian(edit),
    olderTarget(edit),
    belowInProgress(edit),
    closedNow(edit, now),
    takesLong(edit, impact, now),
    shortPeriod(edit, impact),
  ].filter((warning) => warning !== null)
}

type Finding = PolicyWarning | null

function unlimited({ after }: PolicyEdit, { waiting }: PolicyImpact): Finding {
  const { policy } = after
  if (!isUnlimited(policy.policy_max_updates_per_period) || !policy.policy_updates_enabled || waiting < 2)
    return null
  const safe = policy.policy_safe_mode
  if (safe && after.endedAtTarget === 0) return null
  const when = policy.policy_office_hours ? ' as soon as office hours are open' : ''
  const all = `all ${formatNumber(waiting)} nodes may start at once${when}.`
  const limit = formatNumber(policy.policy_max_updates_per_period)
  return {
    kind: 'unlimited',
    tone: 'bad',
    words: safe
      ? `No limit: ${all} The first node’s update to ${after.target ?? 'the target'} has ended, so safe mode no longer makes the others wait, and it stops the rollout only when ${limit} updates have timed out.`
      : `No limit and no safe mode: ${all}`,
  }
}

const isResume = ({ before, after }: PolicyEdit) =>
  !before.policy.policy_updates_enabled && after.policy.policy_updates_enabled

function resumesBrake(edit: PolicyEdit, now: number): Finding {
  const { brake } = edit
  if (!isResume(edit) || !brake) return null
  const since = formatAgo(Math.min(brake.trippedAt, now), now)
  return {
    kind: 'resumes-brake',
    tone: 'bad',
    words: `This resumes updates: safe mode stopped this group ${since}, when ${plural(brake.timedOut, 'update')} had timed out at a limit of ${formatNumber(brake.limit)}.`,
  }
}

function resumes(edit: PolicyEdit, { waiting }: PolicyImpact): Finding {
  if (!isResume(edit) || edit.brake) return null
  return {
    kind: 'resumes',
    tone: 'waiting',
    words: `This resumes updates: they are off now, and ${plural(waiting, 'node')} would be granted updates again.`,
  }
}

function tripsAtOnce({ after, brake }: PolicyEdit, now: number): Finding {
  const { policy, timedOut } = after
  const limit = safeModeLimit(policy, after.endedAtTarget)
  if (!policy.policy_updates_enabled || !policy.policy_safe_mode || timedOut < limit) return null
  const opens = policy.policy_office_hours ? nextOfficeHours(policy.policy_timezone, now) : now
  if (opens === null) return null
  const when = opens > now ? 'At the first check-in after office hours open' : 'At the next check-in'
  return {
    kind: 'trips-at-once',
    tone: 'bad',
    words: `${when}, safe mode switches updates off${brake ? ' again' : ''}: ${plural(timedOut, 'update')} ${timedOut === 1 ? 'has' : 'have'} timed out, and the limit is ${formatNumber(limit)}. It keeps doing so until these nodes report, or until they have been silent for a day.`,
  }
}

function timeoutBelowMedian({ after: { policy, medianUpdateSeconds } }: PolicyEdit): Finding {
  const timeout = intervalSeconds(policy.policy_update_timeout)
  if (timeout === null || medianUpdateSeconds === null || timeout >= medianUpdateSeconds) return null
  const median = formatDuration(medianUpdateSeconds * SECOND_MS)
  const then = policy.policy_safe_mode
    ? ', and safe mode stops the rollout because of them'
    : ', and more nodes start than the limit allows'
  return {
    kind: 'timeout-below-median',
    tone: 'bad',
    words: `Half of the updates take longer than the timeout of ${formatInterval(policy.policy_update_timeout)} (median ${median}): they count as timed out${then}.`,
  }
}

function olderTarget({ before, after }: PolicyEdit): Finding {
  if (before.target === null || after.target === null || compareVersions(after.target, before.target) >= 0)
    return null
  return {
    kind: 'older-target',
    tone: 'waiting',
    words: `${after.target} is older than ${before.target}. No node downgrades: this only keeps ${before.target} from the nodes that do not run it yet.`,
  }
}

function belowInProgress({ before, after }: PolicyEdit): Finding {
  const limit = after.policy.policy_max_updates_per_period
  if (limit >= before.policy.policy_max_updates_per_period || after.inProgress <= limit) return null
  return {
    kind: 'below-in-progress',
    tone: 'waiting',
    words: `${plural(after.inProgress, 'update')} ${after.inProgress === 1 ? 'is' : 'are'} in progress, more than the new limit of ${formatNumber(limit)}: they continue, and no other node starts until fewer are in progress.`,
  }
}

function closedNow({ after: { policy } }: PolicyEdit, now: number): Finding {
  if (!policy.policy_office_hours || !policy.policy_updates_enabled) return null
  const opens = nextOfficeHours(policy.policy_timezone, now)
  if (opens === null)
    return {
      kind: 'closed-now',
      tone: 'bad',
      words: policy.policy_timezone
        ? `“${policy.policy_timezone}” is not a known time zone: office hours never open, and no node is granted an update.`
        : 'Without a time zone, office hours never open, and no node is granted an update.',
    }
  if (opens <= now) return null
  return {
    kind: 'closed-now',
    tone: 'waiting',
    words: `In ${policy.policy_timezone} it is ${timeInZone(policy.policy_timezone ?? 'UTC', now)}: office hours open in ${formatDuration(opens - now)}, on ${formatTime(opens)}.`,
  }
}

function takesLong({ after }: PolicyEdit, { forecast, waiting }: PolicyImpact, now: number): Finding {
  if (forecast.kind !== 'range' || waiting === 0) return null
  const last = forecast.at.find(({ share }) => share === 0.9)
  if (!last || last.earliest === null) return null
  const weeks = Math.floor((last.earliest - now) / WEEK_MS)
  if (weeks < LONG_WEEKS) return null
  const limit = after.policy.policy_max_updates_per_period
  return {
    kind: 'takes-long',
    tone: 'waiting',
    words: `At ${plural(limit, 'node')} per ${intervalAfterPer(after.policy.policy_period_interval)}, updating 90% of the nodes takes ${formatNumber(weeks)} weeks or more.`,
  }
}

/** The limit also caps the updates in progress, so a period shorter than an update does not speed up the rollout. */
function shortPeriod(
  { after: { policy, medianUpdateSeconds } }: PolicyEdit,
  { waiting }: PolicyImpact,
): Finding {
  if (waiting === 0) return null
  const period = intervalSeconds(policy.policy_period_interval)
  if (
    isUnlimited(policy.policy_max_updates_per_period) ||
    period === null ||
    medianUpdateSeconds === null ||
    period * 3 >= medianUpdateSeconds
  )
    return null
  const limit = policy.policy_max_updates_per_period
  const median = formatDuration(medianUpdateSeconds * SECOND_MS)
  return {
    kind: 'period-limit',
    tone: 'waiting',
    words: `The limit also caps the updates in progress. An update takes ${median} (median), so about ${plural(limit, 'node')} per ${median} start, not per ${intervalAfterPer(policy.policy_period_interval)}.`,
  }
}
