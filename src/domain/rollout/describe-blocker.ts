import { CHECK_IN_INTERVAL_MS, DEMO_CHECK_IN_INTERVAL_MS } from '#contract/check-in-interval.ts'
import { MINUTE_MS } from '#contract/time-units.ts'
import type { Group } from '#contract/group.ts'
import { formatInterval, intervalAfterPer } from '#src/domain/policy/format-interval.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { atMoment, formatAgo } from '#src/lib/format-time.ts'
import type { RolloutBlocker } from './rollout-blocker.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

interface BlockerDescription {
  /** A few words, without a full stop. */
  title: string
  /** What it means, and what will change it. */
  explanation: string
  tone: 'neutral' | 'moving' | 'good' | 'bad' | 'waiting'
}

/** What blocks a rollout, in words. Times are in the reader's time zone, `now` in ms. */
export function describeBlocker(
  blocker: RolloutBlocker,
  group: Group,
  { now, isDemo = false }: { now: number; isDemo?: boolean },
): BlockerDescription {
  switch (blocker.kind) {
    case 'unknown':
      return blocker.hasFailed
        ? {
            title: 'Unknown',
            explanation: 'The counts failed to load. Platte keeps trying.',
            tone: 'neutral',
          }
        : { title: 'Loading', explanation: 'The counts are still loading.', tone: 'neutral' }
    case 'no-package':
      return describeNoPackage(group)
    case 'no-nodes':
      return { title: 'No nodes', explanation: 'No node was seen in the last 24 hours.', tone: 'neutral' }
    case 'paused':
    case 'frozen':
    case 'updates-off':
      return describeStop(blocker)
    case 'held-by-safe-mode':
      return describeTrip(blocker, group, now)
    case 'done':
      return {
        title: 'Nothing: the rollout is done',
        explanation: 'Every node runs the target or newer.',
        tone: 'good',
      }
    case 'silent-only':
      return {
        title: 'Only silent nodes are left',
        explanation: `${plural(blocker.silent, 'node')} did not check in during the last 24 hours. Each is offered the update when it does; all other nodes are done.`,
        tone: 'good',
      }
    case 'outside-office-hours':
      return describeOfficeHours(blocker.opensAt, group.policy_timezone, now)
    case 'all-in-progress':
      return describeAllInProgress(blocker.nodes)
    case 'first-node':
    case 'at-limit':
    case 'likely-at-limit':
    case 'safe-mode-about-to-trip':
      return describeLimit(blocker, group, now)
    case 'failures-only':
      return {
        title: 'Only failing nodes are left',
        explanation: `The latest update of ${plural(blocker.nodes, 'node')} failed. Each is offered it again at its next check-in.`,
        tone: 'bad',
      }
    case 'nothing':
      break
  }
  return {
    title: 'Nothing',
    explanation: `${plural(blocker.waiting, 'node')} below the target ${blocker.waiting === 1 ? 'gets' : 'get'} the update at the next check-in. ${describeCheckIns(isDemo)}`,
    tone: 'moving',
  }
}

function describeNoPackage({ channel }: Group): BlockerDescription {
  const reason = channel
    ? `The channel “${isolateText(channel.name)}” has no package`
    : 'The group follows no channel'
  return { title: 'No package', explanation: `${reason}, so there is nothing to roll out.`, tone: 'neutral' }
}

function describeAllInProgress(nodes: number): BlockerDescription {
  const [was, has] = nodes === 1 ? ['was', 'has'] : ['were', 'have']
  return {
    title: 'Nothing: all remaining updates are in progress',
    explanation: `${plural(nodes, 'node')} below the target ${was} granted the update and ${has} not finished it.`,
    tone: 'moving',
  }
}

function describeStop(
  blocker: Extract<RolloutBlocker, { kind: 'paused' | 'frozen' | 'updates-off' }>,
): BlockerDescription {
  const tone = 'waiting'
  if (blocker.kind === 'paused')
    return {
      title: 'Paused by an operator',
      explanation: 'No node is granted an update until an operator resumes. Updates in progress continue.',
      tone,
    }
  if (blocker.kind === 'frozen')
    return {
      title: 'Frozen',
      explanation:
        'A freeze has paused the group: no node is granted an update until it is thawed. Updates in progress continue.',
      tone,
    }
  return {
    title: 'Updates are off',
    explanation: `No node is granted an update. This server does not report whether an operator or safe mode switched them off${blocker.likelyCause === null ? '' : `; judging by its counts, possibly ${blocker.likelyCause}`}.`,
    tone,
  }
}

function describeTrip(
  { trippedTs, timedOut, limit }: Extract<RolloutBlocker, { kind: 'held-by-safe-mode' }>,
  group: Group,
  now: number,
): BlockerDescription {
  const timeout = formatInterval(group.policy_update_timeout)
  return {
    title: 'Held by safe mode',
    explanation: `Safe mode switched updates off ${formatAgo(Math.min(Date.parse(trippedTs), now), now)}: ${plural(timedOut, 'update')} took longer than ${timeout}, and the limit is ${formatNumber(limit)}.`,
    tone: 'bad',
  }
}

function describeOfficeHours(opensAt: number | null, zone: string | null, now: number): BlockerDescription {
  return {
    title: 'Outside office hours',
    explanation:
      opensAt === null
        ? 'The policy’s time zone is missing or unknown, so office hours never begin. Give the policy a time zone.'
        : `No node is granted an update before office hours begin ${atMoment(opensAt, now)} (${formatAgo(opensAt, now)}). They are Monday to Friday, 9 to 17 in ${zone}.`,
    tone: 'waiting',
  }
}

type LimitBlocker = Extract<
  RolloutBlocker,
  { kind: 'first-node' | 'at-limit' | 'likely-at-limit' | 'safe-mode-about-to-trip' }
>

function describeLimit(blocker: LimitBlocker, group: Group, now: number): BlockerDescription {
  switch (blocker.kind) {
    case 'first-node':
      return {
        title: 'Safe mode is waiting for its first node',
        explanation: `One node updates first; the others wait until it has finished.${
          blocker.nextSlotAt === null
            ? ` If it takes longer than ${formatInterval(group.policy_update_timeout)}, safe mode switches the group’s updates off.`
            : whenFree('Another node may start', blocker.nextSlotAt, now)
        }`,
        tone: 'waiting',
      }
    case 'at-limit':
      return describeReachedLimit(blocker, group, now)
    case 'safe-mode-about-to-trip':
      return {
        title: 'Safe mode is about to stop the rollout',
        explanation: `${plural(blocker.timedOut, 'update')} took longer than ${formatInterval(group.policy_update_timeout)}, and the limit is ${formatNumber(blocker.limit)}: safe mode switches updates off at the next check-in.`,
        tone: 'bad',
      }
    case 'likely-at-limit':
      break
  }
  return {
    title: 'Possibly the limit (an estimate)',
    explanation: `${plural(blocker.waiting, 'node')} ${blocker.waiting === 1 ? 'is' : 'are'} waiting, and the group has nodes on hold. Only Platte’s update server reports how much of the limit is in use.`,
    tone: 'waiting',
  }
}

function describeReachedLimit(
  { by, limit, nextSlotAt }: Extract<RolloutBlocker, { kind: 'at-limit' }>,
  group: Group,
  now: number,
): BlockerDescription {
  const title = 'The limit is reached'
  const tone = 'waiting'
  if (by === 'in-progress') {
    const slots = limit === 1 ? 'The only update slot is' : `All ${formatNumber(limit)} update slots are`
    const timeout = formatInterval(group.policy_update_timeout)
    const explanation = `${slots} in use. The next node is granted its update when one in progress ends or takes longer than ${timeout}.`
    return { title, explanation, tone }
  }
  const grants = limit === 1 ? 'The only update' : `All ${formatNumber(limit)} updates`
  const period = intervalAfterPer(group.policy_period_interval)
  const explanation = `${grants} allowed per ${period} ${limit === 1 ? 'was' : 'were'} granted.${whenFree('A slot is free again', nextSlotAt, now)}`
  return { title, explanation, tone }
}

const whenFree = (clause: string, nextSlotAt: number | null, now: number) =>
  nextSlotAt === null ? '' : ` ${clause} ${atMoment(nextSlotAt, now)} (${formatAgo(nextSlotAt, now)}).`

function describeCheckIns(isDemo: boolean): string {
  const minutes = (isDemo ? DEMO_CHECK_IN_INTERVAL_MS : CHECK_IN_INTERVAL_MS) / MINUTE_MS
  return isDemo && minutes === 1
    ? 'The simulated nodes check in every minute.'
    : `Nodes check in about every ${plural(minutes, 'minute')}.`
}
