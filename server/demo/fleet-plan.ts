import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { HISTORY_LENGTH_MS } from './demo-times.ts'
import type { GroupPlan } from './group-plan.ts'
import { GROUP_PLANS } from './group-plans.ts'
import { createIdentityGenerator, type NodeIdentity } from './node-identity.ts'
import { createRandom, type Random } from '#contract/random.ts'
import type { NodeTraits } from './simulated-node.ts'

/** One application on one machine. Times are milliseconds relative to the demo's start. */
export interface NodePlan {
  machine: MachinePlan
  group: GroupPlan
  /** Its version at its first check, or when history begins. */
  firstVersion: string
  /** Whether it is among the nodes that may not reboot once the group's reboots are held. */
  waitsForReboot: boolean
}

export interface MachinePlan extends NodeIdentity {
  aleph_version: string
  joinedAt: number
  /** When the machine is off; `until` is infinite for one that never returns. */
  absence: { from: number; until: number } | null
  diskBreaksAt: number | null
}

export interface FleetPlan {
  seed: string
  groups: readonly GroupPlan[]
  nodes: readonly NodePlan[]
}

/** The fleet and the fate of each node; the same seed gives the same plan. */
export function planFleet(seed: string): FleetPlan {
  const random = createRandom(`${seed}/fleet`)
  const nextIdentity = createIdentityGenerator(random)
  const machines = GROUP_PLANS.filter((group) => !isAgent(group)).flatMap((group) =>
    Array.from({ length: group.nodes }, () => planMachine(group, nextIdentity(), random)),
  )
  // The agent runs on some of the same machines.
  const hosts = machines.filter(({ group, machine }) => group.arch === 1 && machine.absence === null)
  const agents = GROUP_PLANS.filter(isAgent).flatMap((group) =>
    hosts.splice(0, group.nodes).map(({ machine }) => ({
      machine,
      group,
      firstVersion: versionAt(group, Math.max(machine.joinedAt, -HISTORY_LENGTH_MS)),
      waitsForReboot: false,
    })),
  )
  return { seed, groups: GROUP_PLANS, nodes: [...machines, ...agents] }
}

const isAgent = (group: GroupPlan) => group.application === 'agent'

/** The version of the channel's package at `time`. */
export function versionAt(group: GroupPlan, time: number): string {
  return group.releases.findLast(({ from }) => from <= time)?.version ?? ''
}

export function isAbsent({ absence }: MachinePlan, time: number): boolean {
  return absence !== null && absence.from <= time && time < absence.until
}

/** `start` is the demo's start in milliseconds since the epoch. */
export function nodeTraits({ machine, group, waitsForReboot }: NodePlan, start: number): NodeTraits {
  const isFlatcar = group.application === 'flatcar'
  return {
    isFlatcar,
    rebootsHeldFrom: waitsForReboot && group.rebootsHeldFrom !== null ? start + group.rebootsHeldFrom : null,
    diskBreaksAt: isFlatcar && machine.diskBreaksAt !== null ? start + machine.diskBreaksAt : null,
  }
}

function planMachine(group: GroupPlan, identity: NodeIdentity, random: Random): NodePlan {
  const joinedDuringHistory = random.chance(0.08)
  const joinedAt = joinedDuringHistory
    ? -random.between(4 * HOUR_MS, HISTORY_LENGTH_MS - DAY_MS)
    : -HISTORY_LENGTH_MS - random.between(0, 400 * DAY_MS)
  // New machines are installed from the image of their channel: a rollout that is done doesn't start again for them.
  const firstVersion = versionAt(group, Math.max(joinedAt, -HISTORY_LENGTH_MS))
  return {
    machine: {
      ...identity,
      aleph_version: joinedDuringHistory ? firstVersion : group.oldestImage,
      joinedAt: Math.round(joinedAt),
      absence: joinedDuringHistory ? null : endAbsenceAtRelease(group, planAbsence(random)),
      diskBreaksAt: random.chance(0.003) ? Math.round(random.between(-5 * DAY_MS, 2 * DAY_MS)) : null,
    },
    group,
    firstVersion,
    waitsForReboot: group.rebootsHeldFrom !== null && random.chance(0.45),
  }
}

const FOREVER = Number.POSITIVE_INFINITY

/** Some machines were off for a while, some are off for good, and some will be. */
function planAbsence(random: Random): MachinePlan['absence'] {
  const soon = random.between(0, 12 * HOUR_MS)
  return random.pickWeighted<MachinePlan['absence']>([
    [928, null],
    [20, span(random.between(-25 * DAY_MS, -12 * DAY_MS), -random.between(30 * MINUTE_MS, 6 * DAY_MS))],
    [14, span(-random.between(8 * DAY_MS, 26 * DAY_MS), FOREVER)],
    [14, span(-random.between(1.2 * DAY_MS, 6.5 * DAY_MS), FOREVER)],
    [6, span(-random.between(2 * HOUR_MS, 20 * HOUR_MS), FOREVER)],
    [10, span(random.between(10 * MINUTE_MS, 3 * DAY_MS), FOREVER)],
    [8, span(soon, soon + random.between(20 * MINUTE_MS, 8 * HOUR_MS))],
  ])
}

/** A machine that was off comes back as its group begins to roll out a release: a rollout that is done would start again. */
function endAbsenceAtRelease(
  { releases }: GroupPlan,
  absence: MachinePlan['absence'],
): MachinePlan['absence'] {
  if (absence === null || absence.until > 0) return absence
  const { from, until } = absence
  const release =
    releases.find((release) => release.from > until) ?? releases.findLast((release) => release.from > from)
  return release ? { from, until: release.from + MINUTE_MS } : absence
}

const span = (from: number, until: number) => ({ from: Math.round(from), until: Math.round(until) })
