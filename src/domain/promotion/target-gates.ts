import { isUnlimited } from '#contract/update-policy.ts'
import { nameList } from '#src/lib/name-list.ts'
import { plural } from '#src/lib/format-number.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { packageProblems } from '#src/domain/catalogue/package-problems.ts'
import { floorsAhead } from '#src/domain/versions/floors-ahead.ts'
import {
  type GroupFacts,
  MOST_FLOORS,
  nodeSums,
  type PromotionFacts,
  type PromotionGate,
} from './promotion-gate.ts'

/** What the package meets on the channel that is to point at it. */
export const targetGates = (facts: PromotionFacts): PromotionGate[] => [
  { ...floorsGate(facts), kind: 'floors', name: `Floors of ${facts.target.name}` },
  completeGate(facts),
  blacklistGate(facts),
  archGate(facts),
  pausedGate(facts),
  limitGate(facts),
]

function floorsGate({
  floors,
  release,
  targetGroups,
}: PromotionFacts): Pick<PromotionGate, 'status' | 'words' | 'needs'> {
  const needs = `At most ${MOST_FLOORS} floors may be on the way: each is an update and a reboot of its own.`
  if (floors === undefined) return { status: 'unknown', words: 'The floors are being read …', needs }
  if (floors === null) return { status: 'unknown', words: 'The floors could not be read.', needs }
  if (floors.length === 0) return { status: 'passed', words: 'The channel has no floors.', needs }
  const breakdowns = targetGroups.map(({ numbers }) => numbers?.version_breakdown)
  const unread = breakdowns.filter((breakdown) => !breakdown).length
  if (unread > 0)
    return { status: 'unknown', words: `The numbers of ${plural(unread, 'group')} are not known.`, needs }
  const found = floorsAhead(
    floors,
    release,
    breakdowns.flatMap((breakdown) => breakdown ?? []),
  )
  if (found.length === 0)
    return { status: 'passed', words: 'No node has a floor between its version and this one.', needs }
  const each = found.map(({ floor, nodes }) => {
    const reason = floor.floor_reason ? `, ${floor.floor_reason}` : ''
    return `${plural(nodes, 'node')} must first go to ${floor.version}${reason}`
  })
  return {
    status: found.length <= MOST_FLOORS ? 'passed' : 'failed',
    words: `${plural(found.length, 'floor')} on the way: ${each.join('; ')}.`,
    needs,
  }
}

function completeGate({ release }: PromotionFacts): PromotionGate {
  const sha256 = release.flatcar_action?.sha256 ?? null
  const problems = packageProblems({ ...release, sha256 })
  return {
    kind: 'complete',
    name: 'The package is complete',
    status: problems.length === 0 ? 'passed' : 'failed',
    words:
      problems.length === 0
        ? `What ${release.version} says of its file can be used by a node.`
        : `Nodes can’t install ${release.version}. ${problems.map(({ words }) => `${words}.`).join(' ')}`,
    needs: 'Correct the package, or choose another.',
  }
}

function blacklistGate({ release, target }: PromotionFacts): PromotionGate {
  const isBlacklisted = release.channels_blacklist?.includes(target.id) ?? false
  return {
    kind: 'not-blacklisted',
    name: `Not blacklisted for ${target.name}`,
    status: isBlacklisted ? 'failed' : 'passed',
    words: isBlacklisted
      ? `${release.version} is blacklisted for this channel: the server refuses it.`
      : `${release.version} is not on the channel’s blacklist.`,
    needs: 'Take the channel off the package’s blacklist first.',
    refused: isBlacklisted,
  }
}

function archGate({ release, target }: PromotionFacts): PromotionGate {
  const isRight = release.arch === target.arch
  const [given, wanted] = [archName(release.arch), archName(target.arch)]
  return {
    kind: 'arch',
    name: 'Right architecture',
    status: isRight ? 'passed' : 'failed',
    words: isRight
      ? `Package and channel are for ${wanted}.`
      : `The package is for ${given}, the channel for ${wanted}: the server refuses it.`,
    needs: `Choose a package for ${wanted}.`,
    refused: !isRight,
  }
}

/** Those that may have a node below the package. */
const withWaiting = (groups: readonly GroupFacts[], version: string) =>
  groups.filter((group) => {
    const { nodes, atOrAbove, unread } = nodeSums([group], version)
    return unread > 0 || nodes > atOrAbove
  })

/** Below the package and seen in the last day, in words; empty where it isn't known. */
function waitingInWords(groups: readonly GroupFacts[], version: string): string {
  const { nodes, atOrAbove, unread } = nodeSums(groups, version)
  return unread > 0 ? '' : plural(nodes - atOrAbove, 'node')
}

function pausedGate({ targetGroups, target, release }: PromotionFacts): PromotionGate {
  const off = targetGroups.filter(({ group }) => !group.policy_updates_enabled)
  const paused = withWaiting(off, release.version)
  const gate = {
    kind: 'not-paused',
    name: `Updates are on in ${target.name}’s groups`,
    needs: 'Resume the group, before or after.',
  } as const
  if (targetGroups.length === 0)
    return { ...gate, status: 'passed', words: 'No group follows the channel: no node gets it.' }
  if (paused.length === 0) {
    const rest = off.length === 0 ? '' : '; in the others no node is below this version'
    const on = targetGroups.length - off.length
    return { ...gate, status: 'passed', words: `In ${on} of ${plural(targetGroups.length, 'group')}${rest}.` }
  }
  const nodes = waitingInWords(paused, release.version)
  return {
    ...gate,
    status: 'failed',
    words: `Updates are off in ${nameList(paused.map(({ group }) => group.name))}: ${nodes === '' ? 'nobody there' : `none of ${nodes} there`} gets it until they are resumed.`,
  }
}

function limitGate({ targetGroups, target, release }: PromotionFacts): PromotionGate {
  const unlimited = targetGroups.filter(
    ({ group }) => isUnlimited(group.policy_max_updates_per_period) && !group.policy_safe_mode,
  )
  const open = withWaiting(unlimited, release.version)
  const gate = {
    kind: 'limited',
    name: `${target.name}’s groups go step by step`,
    needs: 'Set a limit, or safe mode, in the group’s policy.',
  } as const
  if (open.length === 0) {
    const words =
      unlimited.length === 0
        ? 'Every group has a limit or safe mode.'
        : `No node is below this version in ${nameList(unlimited.map(({ group }) => group.name))}, unlimited and without safe mode.`
    return { ...gate, status: 'passed', words }
  }
  const nodes = waitingInWords(open, release.version)
  return {
    ...gate,
    status: 'failed',
    words: `${nameList(open.map(({ group }) => group.name))} ${open.length === 1 ? 'is' : 'are'} unlimited and without safe mode: ${nodes === '' ? 'all nodes there' : `all ${nodes} there`} may start at once.`,
  }
}
