import type { UpdatePolicy } from '#contract/group.ts'
import { DAY_MS } from '#contract/time-units.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { nextOfficeHours } from '#contract/office-hours.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import { compareVersions } from '#contract/version-order.ts'
import { formatAgo, formatDuration, formatTime, timeInZone } from '#src/lib/format-time.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { intervalAfterPer, formatInterval } from '#src/domain/policy/format-interval.ts'
import { type PolicyImpact, policyImpact } from './policy-impact.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'

/** Safe mode's brake, where our server tells that it is on. */
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
    | 'below-under-way'
    | 'period-limit'
    | 'older-target'
  /** Grave ones first; `bad` may do harm at once. */
  tone: 'bad' | 'waiting'
  words: string
}

export interface PolicyWarningFacts {
  before: { policy: UpdatePolicy; target: string | null }
  /** What would be in force; the facts' policy, target and counts are the new ones. */
  after: RolloutSnapshot
  /** Null where it isn't on, or nobody tells. */
  brake: TrippedBrake | null
}

const WEEK_MS = 7 * DAY_MS
const LONG_WEEKS = 4

/** What of a policy may not be what the operator expects, the gravest first; pure, `now` in ms. */
export function policyWarnings(
  facts: PolicyWarningFacts,
  now: number,
  impact = policyImpact(facts.after, now),
): PolicyWarning[] {
  return [
    unlimited(facts, impact),
    resumesBrake(facts, now),
    tripsAtOnce(facts, now),
    resumes(facts, impact),
    timeoutBelowMedian(facts),
    olderTarget(facts),
    belowUnderWay(facts),
    closedNow(facts, now),
    takesLong(facts, impact, now),
    periodOddity(facts, impact),
  ].filter((warning) => warning !== null)
}

type Found = PolicyWarning | null

function unlimited({ after }: PolicyWarningFacts, { eligible }: PolicyImpact): Found {
  const { policy } = after
  if (!isUnlimited(policy.policy_max_updates_per_period) || !policy.policy_updates_enabled || eligible < 2)
    return null
  const safe = policy.policy_safe_mode
  if (safe && after.endedAtTarget === 0) return null
  const when = policy.policy_office_hours ? ' as soon as office hours are open' : ''
  const all = `all ${formatNumber(eligible)} nodes may start at once${when}.`
  const limit = formatNumber(policy.policy_max_updates_per_period)
  return {
    kind: 'unlimited',
    tone: 'bad',
    words: safe
      ? `No limit: ${all} The first node’s update to ${after.target ?? 'the target'} has ended, so that safe mode no longer makes the others wait, and stops the rollout only when ${limit} updates have timed out.`
      : `No limit and no safe mode: ${all}`,
  }
}

const isResume = ({ before, after }: PolicyWarningFacts) =>
  !before.policy.policy_updates_enabled && after.policy.policy_updates_enabled

function resumesBrake(facts: PolicyWarningFacts, now: number): Found {
  const { brake } = facts
  if (!isResume(facts) || !brake) return null
  const since = formatAgo(Math.min(brake.trippedAt, now), now)
  return {
    kind: 'resumes-brake',
    tone: 'bad',
    words: `A resume: safe mode stopped this group ${since}, when ${plural(brake.timedOut, 'update')} had timed out at a limit of ${formatNumber(brake.limit)}. Saving releases the brake.`,
  }
}

function resumes(facts: PolicyWarningFacts, { eligible }: PolicyImpact): Found {
  if (!isResume(facts) || facts.brake) return null
  return {
    kind: 'resumes',
    tone: 'waiting',
    words: `A resume: updates are off now, and ${plural(eligible, 'node')} would be granted updates again.`,
  }
}

/** The limit that safe mode holds timed-out updates against: one until an update to the target has ended. */
const brakeLimit = ({ policy, endedAtTarget }: RolloutSnapshot) =>
  endedAtTarget === 0 ? 1 : policy.policy_max_updates_per_period

function tripsAtOnce({ after, brake }: PolicyWarningFacts, now: number): Found {
  const { policy, timedOut } = after
  const limit = brakeLimit(after)
  if (!policy.policy_updates_enabled || !policy.policy_safe_mode || timedOut < limit) return null
  const opens = policy.policy_office_hours ? nextOfficeHours(policy.policy_timezone, now) : now
  if (opens === null) return null
  const when = opens > now ? 'At the first check after office hours open' : 'At the next check'
  return {
    kind: 'trips-at-once',
    tone: 'bad',
    words: `${when}, safe mode switches updates off${brake ? ' again' : ''}: ${plural(timedOut, 'update')} ${timedOut === 1 ? 'has' : 'have'} timed out, the limit is ${formatNumber(limit)}. That ends when those nodes report, or when they have been silent for a day.`,
  }
}

function timeoutBelowMedian({ after: { policy, medianUpdateSeconds } }: PolicyWarningFacts): Found {
  const timeout = intervalSeconds(policy.policy_update_timeout)
  if (timeout === null || medianUpdateSeconds === null || timeout >= medianUpdateSeconds) return null
  const median = formatDuration(medianUpdateSeconds * 1000)
  const then = policy.policy_safe_mode
    ? ', and safe mode stops the rollout for those'
    : ', and more nodes start than the limit says'
  return {
    kind: 'timeout-below-median',
    tone: 'bad',
    words: `The timeout of ${formatInterval(policy.policy_update_timeout)} is shorter than half of the updates take (median ${median}): they count as timed out${then}.`,
  }
}

function olderTarget({ before, after }: PolicyWarningFacts): Found {
  if (before.target === null || after.target === null || compareVersions(after.target, before.target) >= 0)
    return null
  return {
    kind: 'older-target',
    tone: 'waiting',
    words: `${after.target} is older than ${before.target}. No node downgrades: this only keeps ${before.target} from the nodes that don’t run it yet.`,
  }
}

function belowUnderWay({ before, after }: PolicyWarningFacts): Found {
  const limit = after.policy.policy_max_updates_per_period
  if (limit >= before.policy.policy_max_updates_per_period || after.inProgress <= limit) return null
  return {
    kind: 'below-under-way',
    tone: 'waiting',
    words: `${plural(after.inProgress, 'update')} ${after.inProgress === 1 ? 'is' : 'are'} under way, more than the new limit of ${formatNumber(limit)}: they go on, and no further node starts until fewer are left.`,
  }
}

function closedNow({ after: { policy } }: PolicyWarningFacts, now: number): Found {
  if (!policy.policy_office_hours || !policy.policy_updates_enabled) return null
  const opens = nextOfficeHours(policy.policy_timezone, now)
  if (opens === null)
    return {
      kind: 'closed-now',
      tone: 'bad',
      words: policy.policy_timezone
        ? `“${policy.policy_timezone}” is no known time zone: office hours never open, and no node is granted an update.`
        : 'Without a time zone, office hours never open, and no node is granted an update.',
    }
  if (opens <= now) return null
  return {
    kind: 'closed-now',
    tone: 'waiting',
    words: `In ${policy.policy_timezone} it is ${timeInZone(policy.policy_timezone ?? 'UTC', now)}: office hours open in ${formatDuration(opens - now)}, at ${formatTime(opens)}.`,
  }
}

function takesLong({ after }: PolicyWarningFacts, { forecast, eligible }: PolicyImpact, now: number): Found {
  if (forecast.kind !== 'range' || eligible === 0) return null
  const last = forecast.at.find(({ share }) => share === 0.9)
  if (!last || last.earliest === null) return null
  const weeks = Math.floor((last.earliest - now) / WEEK_MS)
  if (weeks < LONG_WEEKS) return null
  const limit = after.policy.policy_max_updates_per_period
  return {
    kind: 'takes-long',
    tone: 'waiting',
    words: `At ${plural(limit, 'node')} per ${intervalAfterPer(after.policy.policy_period_interval)}, nine of ten nodes take ${formatNumber(weeks)} weeks or more.`,
  }
}

/** The same number caps updates under way: a short period can't make more of it than an update's length allows. */
function periodOddity(
  { after: { policy, medianUpdateSeconds } }: PolicyWarningFacts,
  { eligible }: PolicyImpact,
): Found {
  if (eligible === 0) return null
  const period = intervalSeconds(policy.policy_period_interval)
  if (
    isUnlimited(policy.policy_max_updates_per_period) ||
    period === null ||
    medianUpdateSeconds === null ||
    period * 3 >= medianUpdateSeconds
  )
    return null
  const limit = policy.policy_max_updates_per_period
  return {
    kind: 'period-limit',
    tone: 'waiting',
    words: `The limit also caps updates under way at once. They take ${formatDuration(medianUpdateSeconds * 1000)} (median), so that about ${plural(limit, 'node')} per ${formatDuration(medianUpdateSeconds * 1000)} start, and not per ${intervalAfterPer(policy.policy_period_interval)}.`,
  }
}
