import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { HISTORY_LENGTH } from './durations.ts'
import { GROUP_PLANS, type GroupPlan } from './group-plans.ts'
import { createIdentities, type NodeIdentity } from './node-identity.ts'
import { createRandom, type Random } from '#contract/random.ts'

/** One application on one machine. Times are milliseconds after the demo's start. */
export interface NodePlan {
  machine: MachinePlan
  group: GroupPlan
  /** What it ran when it first asked, or when history begins. */
  firstVersion: string
  /** Its cluster doesn't let it reboot once the group's reboots are held. */
  waitsForReboot: boolean
}

export interface MachinePlan extends NodeIdentity {
  aleph_version: string
  joinedAt: number
  /** Off from when to when. */
  absence: { from: number; until: number } | null
  diskBreaksAt: number | null
}

export interface FleetPlan {
  seed: string
  groups: readonly GroupPlan[]
  nodes: readonly NodePlan[]
}

/** The same for the same seed: what is there, and what befalls it. */
export function planFleet(seed: string): FleetPlan {
  const random = createRandom(`${seed}/fleet`)
  const nextIdentity = createIdentities(random)
  const machines = GROUP_PLANS.filter((group) => !isAgent(group)).flatMap((group) =>
    Array.from({ length: group.nodes }, () => planMachine(group, nextIdentity(), random)),
  )
  // The agent runs on some of the same machines.
  const hosts = machines.filter(({ group, machine }) => group.arch === 1 && machine.absence === null)
  const agents = GROUP_PLANS.filter(isAgent).flatMap((group) =>
    hosts.splice(0, group.nodes).map(({ machine }) => ({
      machine,
      group,
      firstVersion: versionAt(group, Math.max(machine.joinedAt, -HISTORY_LENGTH)),
      waitsForReboot: false,
    })),
  )
  return { seed, groups: GROUP_PLANS, nodes: [...machines, ...agents] }
}

const isAgent = (group: GroupPlan) => group.application === 'agent'

/** What the group's channel points at then. */
export function versionAt(group: GroupPlan, time: number): string {
  return group.releases.findLast(({ from }) => from <= time)?.version ?? ''
}

export function isAbsent({ absence }: MachinePlan, time: number): boolean {
  return absence !== null && absence.from <= time && time < absence.until
}

function planMachine(group: GroupPlan, identity: NodeIdentity, random: Random): NodePlan {
  const joinedLately = random.chance(0.08)
  const joinedAt = joinedLately
    ? -random.between(4 * HOUR_MS, HISTORY_LENGTH - DAY_MS)
    : -HISTORY_LENGTH - random.between(0, 400 * DAY_MS)
  // New machines are installed from an image that is a little old.
  const firstVersion = versionAt(group, joinedLately ? joinedAt - 5 * DAY_MS : -HISTORY_LENGTH)
  return {
    machine: {
      ...identity,
      aleph_version: joinedLately ? firstVersion : group.oldestImage,
      joinedAt: Math.round(joinedAt),
      absence: joinedLately ? null : planAbsence(random),
      diskBreaksAt: random.chance(0.003) ? Math.round(random.between(-5 * DAY_MS, 2 * DAY_MS)) : null,
    },
    group,
    firstVersion,
    waitsForReboot: group.rebootsHeldFrom !== null && random.chance(0.45),
  }
}

const FOR_GOOD = Number.POSITIVE_INFINITY

/** Some machines were off for a while, some are off for good, and some will be. */
function planAbsence(random: Random): MachinePlan['absence'] {
  const backSoon = random.between(0, 12 * HOUR_MS)
  return random.pickWeighted<MachinePlan['absence']>([
    [928, null],
    [20, span(random.between(-25 * DAY_MS, -12 * DAY_MS), -random.between(30 * MINUTE_MS, 6 * DAY_MS))],
    [14, span(-random.between(8 * DAY_MS, 26 * DAY_MS), FOR_GOOD)],
    [14, span(-random.between(1.2 * DAY_MS, 6.5 * DAY_MS), FOR_GOOD)],
    [6, span(-random.between(2 * HOUR_MS, 20 * HOUR_MS), FOR_GOOD)],
    [10, span(random.between(10 * MINUTE_MS, 3 * DAY_MS), FOR_GOOD)],
    [8, span(backSoon, backSoon + random.between(20 * MINUTE_MS, 8 * HOUR_MS))],
  ])
}

const span = (from: number, until: number) => ({ from: Math.round(from), until: Math.round(until) })
