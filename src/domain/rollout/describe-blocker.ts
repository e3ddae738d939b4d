import type { Group } from '#contract/group.ts'
import { formatInterval } from '#src/domain/policy/format-interval.ts'
import { atMoment, formatAgo } from '#src/lib/format-time.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import type { RolloutBlocker } from './rollout-blocker.ts'

interface HoldWords {
  /** A few words, without a full stop. */
  title: string
  /** What it means, and what changes it. */
  words: string
  tone: 'neutral' | 'moving' | 'good' | 'bad' | 'waiting'
}

/** What holds a rollout back, in words; times in the reader's time zone, `now` in ms. */
export function describeBlocker(hold: RolloutBlocker, group: Group, now: number): HoldWords {
  switch (hold.kind) {
    case 'unknown':
      return { title: 'Not known yet', words: 'The numbers that tell are being read.', tone: 'neutral' }
    case 'no-package':
      return {
        title: 'There is no package',
        words: group.channel
          ? `The channel “${group.channel.name}” points at none, so there is nothing to roll out.`
          : 'The group follows no channel, so there is nothing to roll out.',
        tone: 'neutral',
      }
    case 'no-nodes':
      return { title: 'There are no nodes', words: 'None was seen in the last day.', tone: 'neutral' }
    case 'paused':
      return {
        title: 'Paused by an operator',
        words: 'No node gets a new update until somebody resumes. Those under way go on.',
        tone: 'waiting',
      }
    case 'frozen':
      return {
        title: 'Frozen',
        words:
          'A freeze has paused the group: no node gets a new update until it is thawed. Those under way go on.',
        tone: 'waiting',
      }
    case 'updates-off':
      return {
        title: 'Updates are off',
        words: `No node gets a new one. This server doesn’t tell whether an operator or safe mode switched them off${hold.perhaps === null ? '' : `; by its numbers perhaps ${hold.perhaps}`}.`,
        tone: 'waiting',
      }
    case 'held-by-safe-mode':
      return {
        title: 'Held by safe mode',
        words: `It stopped ${formatAgo(Math.min(Date.parse(hold.trippedTs), now), now)}: ${plural(hold.timedOut, 'update')} took longer than ${formatInterval(group.policy_update_timeout)}, and the limit is ${formatNumber(hold.limit)}.`,
        tone: 'bad',
      }
    case 'done':
      return { title: 'Nothing: it is done', words: 'Every node runs the target or newer.', tone: 'good' }
    case 'silent-only':
      return {
        title: 'Only silent nodes are left',
        words: `${plural(hold.silent, 'node')} did not ask in the last day. Each gets the update when it asks again; every other node is done.`,
        tone: 'good',
      }
    case 'outside-office-hours':
      return officeHoursWords(hold.opensAt, group.policy_timezone, now)
    case 'all-under-way':
      return {
        title: 'Nothing: all that is left is under way',
        words: `${plural(hold.nodes, 'node')} below the target hold an update that has not ended.`,
        tone: 'moving',
      }
    case 'first-node':
      return {
        title: 'Safe mode waits for its first node',
        words: `One node goes ahead; the others wait until its update has ended.${atFrees('Should it take longer, another one may go', hold.freesAt, now)}`,
        tone: 'waiting',
      }
    case 'limit-used-up':
      return limitWords(hold, group, now)
    case 'safe-mode-trips-next':
      return {
        title: 'Safe mode is about to stop it',
        words: `${plural(hold.timedOut, 'update')} took longer than ${formatInterval(group.policy_update_timeout)}, and the limit is ${formatNumber(hold.limit)}: the next node that asks makes safe mode switch updates off.`,
        tone: 'bad',
      }
    case 'perhaps-limit':
      return {
        title: 'Perhaps the limit (a guess)',
        words: `${plural(hold.onHold, 'node')} were put on hold when they last asked. How much of the limit is used only Platte’s own server tells.`,
        tone: 'waiting',
      }
    case 'failures-only':
      return {
        title: 'Only failing nodes are left',
        words: `The latest update of ${plural(hold.nodes, 'node')} failed. Each is granted it anew when it asks again.`,
        tone: 'bad',
      }
    case 'nothing':
      break
  }
  return {
    title: 'Nothing',
    words: `${plural(hold.waiting, 'node')} below the target get it as they ask; a node asks every 45 minutes or so.`,
    tone: 'moving',
  }
}

function officeHoursWords(opensAt: number | null, zone: string | null, now: number): HoldWords {
  return {
    title: 'Outside of office hours',
    words:
      opensAt === null
        ? 'They keep to a time zone that is missing or unknown, so they never open. Give the policy a time zone.'
        : `No node gets a new update before they open ${atMoment(opensAt, now)} (${formatAgo(opensAt, now)}). They are Monday to Friday, 9 to 17 in ${zone}.`,
    tone: 'waiting',
  }
}

function limitWords(
  { by, limit, freesAt }: Extract<RolloutBlocker, { kind: 'limit-used-up' }>,
  group: Group,
  now: number,
): HoldWords {
  const title = 'The limit is used up'
  const tone = 'waiting'
  if (by === 'at-once') {
    const words = `${plural(limit, 'update')} may be under way at once, and so many are. The next node gets one when one of them has ended or has taken longer than ${formatInterval(group.policy_update_timeout)}.`
    return { title, words, tone }
  }
  const period = formatInterval(group.policy_period_interval)
  const words = `${plural(limit, 'node')} may be granted in ${period}, and so many were.${atFrees('There is room again', freesAt, now)}`
  return { title, words, tone }
}

const atFrees = (what: string, freesAt: number | null, now: number) =>
  freesAt === null ? '' : ` ${what} ${atMoment(freesAt, now)} (${formatAgo(freesAt, now)}).`
