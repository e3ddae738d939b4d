import { formatInterval } from '#src/domain/policy/format-interval.ts'
import { formatDuration } from '#src/lib/format-time.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import { nameList } from '#src/lib/name-list.ts'
import {
  FAILURE_RATE,
  type GroupWithStats,
  nodeSums,
  type NodeSums,
  type PromotionInput,
  type PromotionGate,
  MIN_UPDATED_SHARE,
  SOAK_MS,
} from './promotion-gate.ts'
import type { Soak } from './soak-time.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

/** How the package does on the channel that has it. */
export function sourceGates({ release, source, brakes, now }: PromotionInput): PromotionGate[] {
  const { version } = release
  const place = source?.channel.name ?? 'another channel'
  const share = {
    kind: 'share-done',
    name: `Share done on ${place}`,
    needs: `At least ${formatShare(MIN_UPDATED_SHARE, 1)} of its nodes seen in the last 24 hours must run ${version} or newer.`,
  } as const
  const failures = {
    kind: 'failure-rate',
    name: `Failures on ${place}`,
    needs: `At most ${formatShare(FAILURE_RATE, 1)} of the nodes that run it or failed to update may have failed.`,
  } as const
  const held = {
    kind: 'not-held',
    name: `Safe mode holds no group of ${place}`,
    needs: 'Find out why updates timed out there, then resume the group.',
  } as const
  const soak = {
    kind: 'soak-time',
    name: `Soak time on ${place}`,
    needs: `${formatShare(MIN_UPDATED_SHARE, 1)} of its nodes must have run it for at least ${formatDuration(SOAK_MS)}.`,
  } as const
  if (!source) {
    const words = `No other channel has ${version}, so its record is unknown.`
    return [share, failures, held, soak].map((gate) => ({ ...gate, status: 'unknown', words }))
  }
  const sums = nodeSums(source.groups, version)
  const noNodes = sums.nodes === 0 ? uncounted(sums, source.groups.length) : null
  return [
    { ...share, ...shareDone(sums, source.groups.length, version) },
    { ...failures, ...failureRate(sums, source.groups.length, version) },
    { ...held, ...heldGroups(source.groups, brakes) },
    ...(source.soak === null ? [] : [{ ...soak, ...(noNodes ?? soakFound(source.soak, now)) }]),
  ]
}

type Finding = Pick<PromotionGate, 'status' | 'words'>

function shareDone(sums: NodeSums, groups: number, version: string): Finding {
  const { nodes, atOrAbove } = sums
  const gap = uncounted(sums, groups)
  if (gap) return gap
  return {
    status: atOrAbove / nodes >= MIN_UPDATED_SHARE ? 'passed' : 'failed',
    words: `${formatNumber(atOrAbove)} of ${plural(nodes, 'node')} seen in the last 24 hours ${atOrAbove === 1 ? 'runs' : 'run'} ${version} or newer (${formatShare(atOrAbove, nodes)}).`,
  }
}

function failureRate(sums: NodeSums, groups: number, version: string): Finding {
  const { atOrAbove, failed } = sums
  const gap = uncounted(sums, groups)
  if (gap) return gap
  const tried = atOrAbove + failed
  if (tried === 0) return { status: 'unknown', words: `No node has tried ${version} yet.` }
  return {
    status: failed / tried <= FAILURE_RATE ? 'passed' : 'failed',
    words:
      failed === 0
        ? `No update failed, and ${plural(tried, 'node')} ${tried === 1 ? 'runs' : 'run'} ${version} or newer.`
        : `The last update of ${plural(failed, 'node')} failed (${formatShare(failed, tried)} of ${plural(tried, 'node')} that ${tried === 1 ? 'runs' : 'run'} ${version} or failed).`,
  }
}

/** Safe mode stops a group by switching its updates off; where the server does not report it, an operator may have. */
function heldGroups(groups: readonly GroupWithStats[], brakes: PromotionInput['brakes']): Finding {
  const off = groups
    .map(({ group }) => group)
    .filter(({ policy_updates_enabled: isOn, channel }) => !isOn && channel?.package)
  const held = off.flatMap(({ id, name, policy_update_timeout: timeout }) => {
    const brake = brakes?.find(({ group_id }) => group_id === id)
    return brake
      ? [
          `${isolateText(name)}, after ${plural(brake.updates_timed_out, 'update')} took longer than ${formatInterval(timeout)}`,
        ]
      : []
  })
  if (held.length > 0) return { status: 'failed', words: `Safe mode stopped updates in ${held.join('; ')}.` }
  const possiblyHeld = off.filter(({ policy_safe_mode: isSafe }) => isSafe)
  if (!brakes && possiblyHeld.length > 0)
    return {
      status: 'unknown',
      words: `Updates are off in ${nameList(possiblyHeld.map(({ name }) => name))}, possibly by safe mode (this server does not report it).`,
    }
  if (groups.length === 0) return { status: 'passed', words: 'No group follows the channel.' }
  return {
    status: 'passed',
    words:
      groups.length === 1
        ? 'Safe mode does not hold its group.'
        : `Safe mode holds none of ${plural(groups.length, 'group')}.`,
  }
}

function uncounted({ nodes, unread }: NodeSums, groups: number): Finding | null {
  if (groups === 0)
    return { status: 'unknown', words: 'No group follows the channel, so no node has tried the package.' }
  if (unread > 0)
    return {
      status: 'unknown',
      words: `The numbers of ${formatNumber(unread)} of ${plural(groups, 'group')} are unknown.`,
    }
  if (nodes === 0)
    return { status: 'unknown', words: 'None of its nodes has been seen in the last 24 hours.' }
  return null
}

function soakFound(soak: Soak, now: number): Finding {
  if (soak.kind === 'unknown') return { status: 'unknown', words: soak.why }
  if (soak.kind === 'loading')
    return { status: 'unknown', words: 'The timeline of the last 7 days is loading …' }
  const place = soak.largest === undefined ? '' : ` of the nodes in the ${soak.largest} largest groups`
  const share = `${formatShare(MIN_UPDATED_SHARE, 1)}${place}`
  if (soak.kind === 'not-reached')
    return { status: 'failed', words: `Less than ${share} run it, by the timeline of the last 7 days.` }
  const time = Math.max(0, now - soak.since)
  const words = `${share} have run it for ${soak.atLeast ? 'at least ' : ''}${formatDuration(time)}.`
  if (time >= SOAK_MS) return { status: 'passed', words }
  // It may have been long enough before the timeline begins.
  return { status: soak.atLeast ? 'unknown' : 'failed', words }
}
