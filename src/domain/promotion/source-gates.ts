import { formatDuration } from '#src/lib/format-time.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import { nameList } from '#src/lib/name-list.ts'
import {
  FAILURE_RATE,
  type GroupFacts,
  nodeSums,
  type NodeSums,
  type PromotionFacts,
  type PromotionGate,
  SHARE_DONE,
  SOAK_MS,
} from './promotion-gate.ts'
import type { Soak } from './soak-time.ts'

/** How the package does on the channel that has it already. */
export function sourceGates({ release, source, brakes, now }: PromotionFacts): PromotionGate[] {
  const { version } = release
  const place = source?.channel.name ?? 'another channel'
  const share = {
    kind: 'share-done',
    name: `Share done on ${place}`,
    needs: `At least ${formatShare(SHARE_DONE, 1)} of its nodes seen in the last 24 hours must run ${version} or newer.`,
  } as const
  const failures = {
    kind: 'failure-rate',
    name: `Failures on ${place}`,
    needs: `At most ${formatShare(FAILURE_RATE, 1)} of the nodes that run it or failed may have failed.`,
  } as const
  const held = {
    kind: 'not-held',
    name: `Safe mode holds no group of ${place}`,
    needs: 'See why updates timed out there, then resume the group.',
  } as const
  const soak = {
    kind: 'soak-time',
    name: `Soak time on ${place}`,
    needs: `${formatShare(SHARE_DONE, 1)} of its nodes must have run it for at least ${formatDuration(SOAK_MS)}.`,
  } as const
  if (!source) {
    const words = `No other channel points at ${version}, so it is not known how it does.`
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
    status: atOrAbove / nodes >= SHARE_DONE ? 'passed' : 'failed',
    words: `${formatNumber(atOrAbove)} of ${plural(nodes, 'node')} seen in the last 24 hours run ${version} or newer (${formatShare(atOrAbove, nodes)}).`,
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
    words: `The last update of ${plural(failed, 'node')} failed (${formatShare(failed, tried)} of ${plural(tried, 'node')} that run ${version} or failed).`,
  }
}

/** A brake is on only where updates are off; where no server tells of it, safe mode may have been what switched them off. */
function heldGroups(groups: readonly GroupFacts[], brakes: PromotionFacts['brakes']): Finding {
  const off = groups
    .map(({ group }) => group)
    .filter(({ policy_updates_enabled: isOn, channel }) => !isOn && channel?.package)
  const held = off.flatMap(({ id, name, policy_update_timeout: timeout }) => {
    const brake = brakes?.find(({ group_id }) => group_id === id)
    return brake
      ? [`${name}, after ${plural(brake.updates_timed_out, 'update')} took longer than ${timeout}`]
      : []
  })
  if (held.length > 0) return { status: 'failed', words: `Safe mode stopped updates in ${held.join('; ')}.` }
  const perhaps = off.filter(({ policy_safe_mode: isSafe }) => isSafe)
  if (!brakes && perhaps.length > 0)
    return {
      status: 'unknown',
      words: `Updates are off in ${nameList(perhaps.map(({ name }) => name))}, possibly by safe mode (this server does not report it).`,
    }
  if (groups.length === 0) return { status: 'passed', words: 'No group follows it.' }
  return { status: 'passed', words: `It holds none of ${plural(groups.length, 'group')}.` }
}

function uncounted({ nodes, unread }: NodeSums, groups: number): Finding | null {
  if (groups === 0) return { status: 'unknown', words: 'No group follows it, so no node has tried it.' }
  if (unread > 0)
    return {
      status: 'unknown',
      words: `The numbers of ${plural(unread, 'group')} of ${groups} are not known.`,
    }
  if (nodes === 0)
    return { status: 'unknown', words: 'None of its nodes has been seen in the last 24 hours.' }
  return null
}

function soakFound(soak: Soak, now: number): Finding {
  if (soak.kind === 'unknown') return { status: 'unknown', words: soak.why }
  if (soak.kind === 'loading')
    return { status: 'unknown', words: 'The timeline of the last 7 days is being read …' }
  const place = soak.largest === undefined ? '' : ` of the nodes in the ${soak.largest} largest groups`
  const share = `${formatShare(SHARE_DONE, 1)}${place}`
  if (soak.kind === 'not-reached')
    return { status: 'failed', words: `Less than ${share} run it by the timeline of the last 7 days.` }
  const time = Math.max(0, now - soak.since)
  const words = `${share} have run it for ${soak.atLeast ? 'at least ' : ''}${formatDuration(time)}.`
  if (time >= SOAK_MS) return { status: 'passed', words }
  // What the timeline doesn't reach back to may have been long enough.
  return { status: soak.atLeast ? 'unknown' : 'failed', words }
}
