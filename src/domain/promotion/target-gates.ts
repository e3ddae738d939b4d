import { isUnlimited } from '#contract/update-policy.ts'
import { nameList } from '#src/lib/name-list.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { packageProblems } from '#src/domain/catalogue/package-problems.ts'
import { floorsAhead } from '#src/domain/versions/floors-ahead.ts'
import {
  type GroupWithStats,
  MAX_FLOORS,
  nodeSums,
  type PromotionInput,
  type PromotionGate,
} from './promotion-gate.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

/** The conditions on the channel that gets the package. */
export const targetGates = (input: PromotionInput): PromotionGate[] => [
  { ...floorsGate(input), kind: 'floors', name: `Floors of ${isolateText(input.target.name)}` },
  completeGate(input),
  blacklistGate(input),
  archGate(input),
  pausedGate(input),
  limitGate(input),
]

function floorsGate({
  floors,
  release,
  targetGroups,
}: PromotionInput): Pick<PromotionGate, 'status' | 'words' | 'needs'> {
  const needs = `At most ${MAX_FLOORS} floors may be on the way, since each is an update and a reboot of its own.`
  if (floors === undefined) return { status: 'unknown', words: 'The floors are loading …', needs }
  if (floors === null) return { status: 'unknown', words: 'Failed to read the floors.', needs }
  if (floors === 'not-supported')
    return { status: 'passed', words: 'This update server’s version of Nebraska has no floors.', needs: '' }
  if (floors.length === 0) return { status: 'passed', words: 'The channel has no floors.', needs }
  const breakdowns = targetGroups.map(({ numbers }) => numbers?.version_breakdown)
  const unread = breakdowns.filter((breakdown) => !breakdown).length
  if (unread > 0)
    return { status: 'unknown', words: `The numbers of ${plural(unread, 'group')} are unknown.`, needs }
  const found = floorsAhead(
    floors,
    release,
    breakdowns.flatMap((breakdown) => breakdown ?? []),
  )
  if (found.length === 0)
    return { status: 'passed', words: 'No node has a floor between its version and this one.', needs }
  const each = found.map(({ floor, nodes }) => {
    const reason = floor.floor_reason ? `, ${isolateText(floor.floor_reason)}` : ''
    return `${plural(nodes, 'node')} must first update to ${floor.version}${reason}`
  })
  return {
    status: found.length <= MAX_FLOORS ? 'passed' : 'failed',
    words: `${plural(found.length, 'floor')} on the way: ${each.join('; ')}.`,
    needs,
  }
}

function completeGate({ release }: PromotionInput): PromotionGate {
  const sha256 = release.flatcar_action?.sha256 ?? null
  const problems = packageProblems({ ...release, sha256 })
  return {
    kind: 'complete',
    name: 'The package is complete',
    status: problems.length === 0 ? 'passed' : 'failed',
    words:
      problems.length === 0
        ? `Nodes can install ${release.version}.`
        : `Nodes cannot install ${release.version}. ${problems.map(({ words }) => `${words}.`).join(' ')}`,
    needs: 'Correct the package, or choose another.',
  }
}

function blacklistGate({ release, target }: PromotionInput): PromotionGate {
  const isBlacklisted = release.channels_blacklist?.includes(target.id) ?? false
  return {
    kind: 'not-blacklisted',
    name: `Not blacklisted for ${isolateText(target.name)}`,
    status: isBlacklisted ? 'failed' : 'passed',
    words: isBlacklisted
      ? `${release.version} is blacklisted for this channel: the server rejects it.`
      : `${release.version} is not on the channel’s blacklist.`,
    needs: 'Remove the channel from the package’s blacklist first.',
    refused: isBlacklisted,
  }
}

function archGate({ release, target }: PromotionInput): PromotionGate {
  const matches = release.arch === target.arch
  const [packageArch, channelArch] = [archName(release.arch), archName(target.arch)]
  return {
    kind: 'arch',
    name: 'Matching architecture',
    status: matches ? 'passed' : 'failed',
    words: matches
      ? `Package and channel are for ${channelArch}.`
      : `The package is for ${packageArch}, the channel for ${channelArch}: the server rejects it.`,
    needs: `Choose a package for ${channelArch}.`,
    refused: !matches,
  }
}

/** The groups that may have a node below the package. */
const withWaiting = (groups: readonly GroupWithStats[], version: string) =>
  groups.filter((group) => {
    const { nodes, atOrAbove, unread } = nodeSums([group], version)
    return unread > 0 || nodes > atOrAbove
  })

/** The nodes below the package, seen in the last 24 hours: "12 nodes"; empty where they are unknown. */
function describeWaiting(groups: readonly GroupWithStats[], version: string): string {
  const { nodes, atOrAbove, unread } = nodeSums(groups, version)
  return unread > 0 ? '' : plural(nodes - atOrAbove, 'node')
}

function pausedGate({ targetGroups, target, release }: PromotionInput): PromotionGate {
  const off = targetGroups.filter(({ group }) => !group.policy_updates_enabled)
  const paused = withWaiting(off, release.version)
  const gate = {
    kind: 'not-paused',
    name: `Updates are on in ${isolateText(target.name)}’s groups`,
    needs: 'Resume the group before or afterwards.',
  } as const
  if (targetGroups.length === 0)
    return { ...gate, status: 'passed', words: 'No group follows the channel, so no node gets the package.' }
  if (paused.length === 0) {
    const rest = off.length === 0 ? '' : '; in the others no node is below this version'
    const on = targetGroups.length - off.length
    return {
      ...gate,
      status: 'passed',
      words: `Updates are on in ${formatNumber(on)} of ${plural(targetGroups.length, 'group')}${rest}.`,
    }
  }
  const nodes = describeWaiting(paused, release.version)
  return {
    ...gate,
    status: 'failed',
    words: `Updates are off in ${nameList(paused.map(({ group }) => group.name))}: ${nodes === '' ? 'no node there' : `none of ${nodes} there`} gets it until updates are resumed.`,
  }
}

function limitGate({ targetGroups, target, release }: PromotionInput): PromotionGate {
  const unlimited = targetGroups.filter(
    ({ group }) => isUnlimited(group.policy_max_updates_per_period) && !group.policy_safe_mode,
  )
  const open = withWaiting(unlimited, release.version)
  const gate = {
    kind: 'limited',
    name: `${isolateText(target.name)}’s groups limit their pace`,
    needs: 'Set a limit or safe mode in the group’s policy.',
  } as const
  if (open.length === 0) {
    const words =
      unlimited.length === 0
        ? 'Every group has a limit or safe mode.'
        : `No node is below this version in ${nameList(unlimited.map(({ group }) => group.name))}, which ${unlimited.length === 1 ? 'has' : 'have'} no limit and no safe mode.`
    return { ...gate, status: 'passed', words }
  }
  const nodes = describeWaiting(open, release.version)
  return {
    ...gate,
    status: 'failed',
    words: `${nameList(open.map(({ group }) => group.name))} ${open.length === 1 ? 'has' : 'have'} no limit and no safe mode: ${nodes === '' ? 'all nodes there' : `all ${nodes} there`} may start at once.`,
  }
}
