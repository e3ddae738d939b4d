import type { Group } from '#contract/group.ts'
import { compareVersions, isVersion } from '#contract/version-order.ts'
import { MAX_NODES_BEFORE, type NodeWhy, type UpdateGateReport } from '#contract/why.ts'
import { formatInterval } from '#src/domain/policy/format-interval.ts'
import { describeLaterGates } from './describe-later-gates.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { atMoment, formatAgo, formatMomentAndZone, timeInZone } from '#src/lib/format-time.ts'

type Policy = Pick<Group, 'policy_timezone' | 'policy_period_interval' | 'policy_update_timeout'>

export interface WhyDescription {
  /** Two or three words. */
  title: string
  /** What the node waits for, and when that ends. */
  sentence: string
  tone: 'neutral' | 'moving' | 'good' | 'bad' | 'waiting'
}

/** What keeps a node from its update, in words. Times are in the reader's time zone, `now` in ms. */
export function describeWhy(why: NodeWhy, policy: Policy | null, now: number): WhyDescription {
  if (why.blocked_by !== 'silent') return describeCheck(why, policy, now)
  const then = describeCheck(why, policy, now)
  const since = Date.parse(why.last_check_ts)
  return {
    title: 'Silent',
    sentence: `The node last checked in ${formatAgo(since, now)}. If it checked in now: ${then.title.toLowerCase()}. ${then.sentence}`,
    tone: 'waiting',
  }
}

function describeCheck(why: NodeWhy, policy: Policy | null, now: number): WhyDescription {
  const next = why.path[0]?.version ?? why.target ?? ''
  if (!isVersion(why.version))
    return {
      title: 'Refused',
      sentence: `The server refuses check-ins with “${why.version}”, which is no semantic version such as 1.2.3.`,
      tone: 'bad',
    }
  switch (why.outcome) {
    case 'granted':
      return {
        title: 'Gets its update',
        sentence: `Nothing holds it: it gets ${next} at its next check-in${floorNote(why)}.`,
        tone: 'moving',
      }
    case 'offered':
      return {
        title: 'Update granted',
        sentence: `The node was granted its update and is offered ${next} at each check-in until it has installed it${floorNote(why)}. The policy is not checked again for it.`,
        tone: 'moving',
      }
    case 'unknown':
      return {
        title: 'May get its update',
        sentence: `No rule known here holds it: it gets ${next} at its next check-in if a slot is free. This update server does not report how much of the limit is in use.`,
        tone: 'moving',
      }
    case 'no-update':
    case 'completed':
    case 'refused':
    case 'on-hold':
      break
  }
  const blocking = why.gates.findLast(({ state }) => state === 'blocked')
  if (why.outcome === 'on-hold') return describeHold(why, blocking, policy, now)
  return describeRefusal(why, blocking, policy, now)
}

const floorNote = ({ path, target }: NodeWhy) =>
  path.length > 1 ? `, a floor on its way to ${target ?? 'the target'}` : ''

function describeRefusal(
  why: NodeWhy,
  blocking: UpdateGateReport | undefined,
  policy: Policy | null,
  now: number,
): WhyDescription {
  const since = describeStart(blocking, now)
  switch (blocking?.gate) {
    case 'no-group':
      return {
        title: 'No group',
        sentence: 'Its group was deleted or has no channel, so the server refuses its check-ins.',
        tone: 'bad',
      }
    case 'update-in-progress':
      return describeInProgress(blocking, now)
    case 'no-package':
      return {
        title: 'No package',
        sentence: 'The channel of its group has no package, so there is nothing to update to.',
        tone: 'neutral',
      }
    case 'held-grant':
      return describeEndingGrant(why)
    case 'blacklisted':
      return {
        title: 'Blacklisted',
        sentence: `${why.path[0]?.version ?? 'The next package'} is blacklisted for the channel, so the node gets no update until the channel gets another package or the blacklist changes.`,
        tone: 'bad',
      }
    case 'updates-disabled':
      return {
        title: 'Updates are off',
        sentence: why.safe_mode_ts
          ? `Safe mode switched the group’s updates off${since}. No node gets one until an operator resumes.`
          : `The group’s updates ${since === '' ? 'are' : 'were'} switched off${since}. No node gets one until an operator resumes.`,
        tone: why.safe_mode_ts ? 'bad' : 'waiting',
      }
    case 'outside-office-hours':
      return describeOfficeHours(why, blocking, policy, now)
    default:
      return describeUpToDate(why)
  }
}

function describeInProgress({ clears_ts }: UpdateGateReport, now: number): WhyDescription {
  const latest = clears_ts === null ? '' : `, ${atMoment(Date.parse(clears_ts), now)} at the latest`
  return {
    title: 'Updating',
    sentence: `Its update is in progress, and it is granted no other until this one ends or times out${latest}.`,
    tone: 'moving',
  }
}

const describeEndingGrant = ({ version, target }: NodeWhy): WhyDescription => ({
  title: 'Grant ends',
  sentence: `The node was granted an update that it doesn’t get any more: it runs ${version}, and ${target ?? 'the target'} is not newer or is blacklisted. Its next check-in ends the grant.`,
  tone: 'neutral',
})

function describeUpToDate({ version, target }: NodeWhy): WhyDescription {
  const isAhead = target !== null && compareVersions(version, target) > 0
  return {
    title: isAhead ? 'Ahead of the target' : 'Up to date',
    sentence: isAhead
      ? `The node runs ${version}, which is newer than the target ${target}. The server never downgrades a node.`
      : `The node runs the target ${target ?? version}.`,
    tone: 'good',
  }
}

function describeOfficeHours(
  why: NodeWhy,
  { clears_ts }: UpdateGateReport,
  policy: Policy | null,
  now: number,
): WhyDescription {
  const zone = policy?.policy_timezone ?? null
  const title = 'Waits for office hours'
  if (clears_ts === null || zone === null)
    return {
      title,
      sentence: 'The policy’s time zone is missing or unknown, so office hours never begin.',
      tone: 'bad',
    }
  const opens = Date.parse(clears_ts)
  return {
    title,
    sentence: `The group updates from Monday to Friday, 9:00 to 17:00 ${zone}. Office hours begin ${timeInZone(zone, opens)} there (${formatMomentAndZone(opens, now)}, ${formatAgo(opens, now)}).${describeLaterGates(why, now)}`,
    tone: 'waiting',
  }
}

function describeHold(
  why: NodeWhy,
  blocking: UpdateGateReport | undefined,
  policy: Policy | null,
  now: number,
): WhyDescription {
  const title = 'Waits for a free slot'
  const uses = describeLimitUse(blocking, policy)
  const clears = blocking?.clears_ts ? Math.max(now, Date.parse(blocking.clears_ts)) : null
  const then = `${describeLaterGates(why, now)}${describeNodesBefore(why)}`
  switch (blocking?.gate) {
    case 'max-updates-per-period': {
      const freed = clears === null ? '' : ` A slot is free again ${atMoment(clears, now)}.`
      const turn =
        why.turn_ts === null || !why.nodes_before
          ? ''
          : ` Its turn comes about ${formatMomentAndZone(Date.parse(why.turn_ts), now)} if nodes are granted in the order of their check-ins.`
      return { title, sentence: `${uses}.${freed}${then}${turn}`, tone: 'waiting' }
    }
    case 'max-concurrent-updates': {
      const latest = clears === null ? '' : `, ${atMoment(clears, now)} at the latest`
      return {
        title,
        sentence: `${uses}. A slot is free when one of them ends${latest}.${then}`,
        tone: 'waiting',
      }
    }
    case 'max-timed-out-updates':
      return {
        title: 'Safe mode stops the group',
        sentence: `${uses}: its next check-in makes safe mode switch the group’s updates off, until an operator resumes.`,
        tone: 'bad',
      }
    default:
      return {
        title,
        sentence:
          'The limit was reached at its last check-in. This update server does not report which one, or when a slot is free again.',
        tone: 'waiting',
      }
  }
}

/** "20 of 20 updates were granted in the last 15 minutes". */
export function describeLimitUse(report: UpdateGateReport | undefined, policy: Policy | null): string {
  if (!report || report.count === null || report.limit === null) return ''
  const used = `${formatNumber(report.count)} of ${plural(report.limit, 'update')}`
  if (report.gate === 'max-updates-per-period')
    return `${used} granted in the last ${formatInterval(policy?.policy_period_interval ?? 'period')}`
  if (report.gate === 'max-concurrent-updates') return `${used} in progress`
  return `${formatNumber(report.count)} updates took longer than ${formatInterval(policy?.policy_update_timeout ?? 'the timeout')}, and the limit is ${formatNumber(report.limit)}`
}

function describeNodesBefore({ nodes_before }: NodeWhy): string {
  if (nodes_before === null) return ''
  if (nodes_before === 0) return ' No other waiting node checked in before it.'
  const least = nodes_before >= MAX_NODES_BEFORE ? 'At least ' : ''
  return ` ${least}${plural(nodes_before, 'waiting node')} checked in before it.`
}

function describeStart(report: UpdateGateReport | undefined, now: number): string {
  if (!report?.since_ts) return ''
  return ` ${formatAgo(Math.min(Date.parse(report.since_ts), now), now)}`
}
