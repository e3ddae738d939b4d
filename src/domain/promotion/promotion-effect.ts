import type { Package } from '#contract/package.ts'
import { compareVersions } from '#contract/version-order.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { type GroupWithStats, nodeSums } from './promotion-gate.ts'
import { isDowngrade } from './promotion-gates.ts'

/** What setting a channel's package does. */
export interface PromotionEffect {
  kind: 'same' | 'forward' | 'back' | 'none'
  /** One sentence each, the most important first. */
  sentences: string[]
}

/**
 * The effect on nodes seen in the last 24 hours.
 * @param from the channel's current package; null for none
 * @param to the new package; null for none
 * @param groups the groups that follow the channel
 */
export function promotionEffect(
  from: Package | null,
  to: Package | null,
  groups: readonly GroupWithStats[],
): PromotionEffect {
  if ((from?.id ?? null) === (to?.id ?? null))
    return { kind: 'same', sentences: ['The channel has this package already.'] }
  if (groups.length === 0)
    return { kind: kindOf(from, to), sentences: ['No group follows this channel, so no node is affected.'] }
  if (to === null) return { kind: 'none', sentences: withoutPackage(from, groups) }
  const unread = groups.filter(({ numbers }) => !numbers?.version_breakdown).length
  const more =
    unread > 0
      ? [`The nodes of ${formatNumber(unread)} of ${plural(groups.length, 'group')} are unknown.`]
      : []
  return kindOf(from, to) === 'back' && from !== null
    ? { kind: 'back', sentences: [...movingBack(from.version, to.version, groups), ...more] }
    : { kind: 'forward', sentences: [...movingForward(to.version, groups), ...more] }
}

const kindOf = (from: Package | null, to: Package | null): PromotionEffect['kind'] =>
  to === null ? 'none' : isDowngrade(from?.version ?? null, to.version) ? 'back' : 'forward'

function movingForward(version: string, groups: readonly GroupWithStats[]): string[] {
  const waiting = groups.filter((group) => nodesBelow([group], version) > 0)
  const nodes = nodesBelow(groups, version)
  const done = nodeSums(groups, version).atOrAbove
  const off = waiting.filter(({ group }) => !group.policy_updates_enabled)
  const held = nodesBelow(off, version)
  return [
    nodes === 0
      ? `No node that was seen in the last 24 hours is below ${version}, so no node updates now.`
      : `${plural(nodes, 'node')} of ${plural(waiting.length, 'group')} ${nodes === 1 ? 'becomes' : 'become'} eligible for ${version}, as fast as each group’s policy allows.`,
    held > 0 &&
      `${ofThese(held, nodes)} ${held === 1 ? 'waits' : 'wait'} in ${plural(off.length, 'group')} with updates off.`,
    done > 0 &&
      `${plural(done, 'node')} already ${done === 1 ? `runs ${version} or newer and stays as it is` : `run ${version} or newer and stay as they are`}.`,
  ].filter((sentence) => sentence !== false)
}

function movingBack(from: string, to: string, groups: readonly GroupWithStats[]): string[] {
  const [notUpdated, below] = [nodesBelow(groups, from), nodesBelow(groups, to)]
  const ahead = nodeSums(groups, from).atOrAbove
  return [
    `No node downgrades: this only stops the ${plural(notUpdated, 'node')} that ${notUpdated === 1 ? 'has' : 'have'} not updated to ${from}.`,
    below > 0 &&
      `${ofThese(below, notUpdated)} ${below === 1 ? 'is' : 'are'} below ${to} and ${below === 1 ? 'gets' : 'get'} that instead.`,
    ahead > 0 &&
      `${plural(ahead, 'node')} ${ahead === 1 ? `runs ${from} or newer and stays` : `run ${from} or newer and stay`} there.`,
  ].filter((sentence) => sentence !== false)
}

function withoutPackage(from: Package | null, groups: readonly GroupWithStats[]): string[] {
  const stopped = from === null ? 0 : nodesBelow(groups, from.version)
  return [
    `No node of ${plural(groups.length, 'group')} gets an update until the channel has a package again.`,
    from !== null &&
      `${plural(stopped, 'node')} that ${stopped === 1 ? `has not updated to ${from.version} stays as it is` : `have not updated to ${from.version} stay as they are`}.`,
  ].filter((sentence) => sentence !== false)
}

/** The subject of a sentence about `part` of the `all` nodes before. */
function ofThese(part: number, all: number): string {
  if (all === 1) return 'It'
  return `${part === all ? 'All' : formatNumber(part)} of these`
}

function nodesBelow(groups: readonly GroupWithStats[], version: string): number {
  let nodes = 0
  for (const { numbers } of groups)
    for (const one of numbers?.version_breakdown ?? [])
      if (compareVersions(one.version, version) < 0) nodes += one.instances
  return nodes
}
