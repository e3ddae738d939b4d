import type { Application } from '#contract/application.ts'
import { ARCH_NAMES, type Arch } from '#contract/arch.ts'
import type { GroupStats } from '#contract/fleet-summary.ts'
import { type Group, targetVersion } from '#contract/group.ts'
import { countOtherVersions, MAX_LISTED_VERSIONS } from '#contract/version-limit.ts'
import { compareVersions } from '#contract/version-order.ts'
import { relationTo, type VersionRelation } from './version-shares.ts'

/** A group and its statistics, as far as they are loaded. */
export interface FleetGroupStats {
  application: Pick<Application, 'id' | 'name'>
  group: Group
  numbers: GroupStats | undefined
  /** Why the latest read failed. */
  error: Error | null
}

/** The nodes of one group that run one version. */
export interface VersionPart {
  group: Group
  nodes: number
  /** How the version compares with the group's own target. */
  relation: VersionRelation
}

export interface FleetVersion {
  version: string
  nodes: number
  /** The group with the most nodes first. */
  parts: VersionPart[]
}

/** Versions of one application and arch: only these are comparable. */
export interface VersionSection {
  key: string
  application: Pick<Application, 'id' | 'name'>
  /** The arch of the groups' channels; null for groups without a channel. */
  arch: Arch | null
  /** Newest first, including targets that no node runs yet. */
  versions: FleetVersion[]
  /** Groups with known statistics, the one with the most nodes first. */
  groups: Group[]
  /** Nodes in `versions`, seen in the last 24 hours. */
  nodes: number
  /** Nodes seen in the last 30 days but not in the last 24 hours. */
  silent: number
  /** Nodes seen in the last 24 hours whose version the server does not count. */
  uncounted: number
  /** Groups whose statistics are not loaded, or could not be. */
  unread: Pick<FleetGroupStats, 'group' | 'error'>[]
}

/** One section for each application and arch, in the order of the groups. */
export function versionSections(groups: readonly FleetGroupStats[]): VersionSection[] {
  const sections = new Map<string, FleetGroupStats[]>()
  for (const one of groups) {
    const key = `${one.application.id}/${one.group.channel?.arch ?? 'none'}`
    const section = sections.get(key)
    if (section) section.push(one)
    else sections.set(key, [one])
  }
  return [...sections].flatMap(([key, groups]) => {
    const [first] = groups
    return first ? [versionSection(key, first, groups)] : []
  })
}

function versionSection(
  key: string,
  first: FleetGroupStats,
  all: readonly FleetGroupStats[],
): VersionSection {
  const known = all.flatMap(({ group, numbers }) => {
    const { version_breakdown: breakdown, instances_stats: stats } = numbers ?? {}
    if (!breakdown) return []
    const nodes = breakdown.reduce((sum, { instances }) => sum + instances, 0)
    const seen = stats?.['1d'].total ?? nodes
    return [{ group, breakdown, nodes, seen, everSeen: Math.max(seen, stats?.['30d'].total ?? seen) }]
  })
  const byNodes = known.toSorted((a, b) => b.nodes - a.nodes)
  const versions = new Map<string, VersionPart[]>()
  for (const { group, breakdown } of byNodes) {
    const target = targetVersion(group)
    if (target !== null && !versions.has(target)) versions.set(target, [])
    for (const { version, instances } of breakdown) {
      const parts = versions.get(version) ?? []
      if (instances > 0) parts.push({ group, nodes: instances, relation: relationTo(target, version) })
      versions.set(version, parts)
    }
  }
  const sum = (of: (one: (typeof known)[number]) => number) => known.reduce((sum, one) => sum + of(one), 0)
  return {
    key,
    application: first.application,
    arch: first.group.channel?.arch ?? null,
    versions: [...versions]
      .map(([version, parts]) => ({
        version,
        nodes: parts.reduce((sum, { nodes }) => sum + nodes, 0),
        parts: parts.toSorted((a, b) => b.nodes - a.nodes),
      }))
      .toSorted((a, b) => compareVersions(b.version, a.version)),
    groups: byNodes.map(({ group }) => group),
    nodes: sum(({ nodes }) => nodes),
    silent: sum(({ seen, everSeen }) => everSeen - seen),
    uncounted: sum(({ seen, nodes }) => Math.max(0, seen - nodes)),
    unread: all.filter(({ numbers }) => !numbers?.version_breakdown),
  }
}

/** The versions of a section to list, newest first: those with the most nodes where there are more than 200. */
export function listedVersions({ versions }: Pick<VersionSection, 'versions'>): FleetVersion[] {
  const single = versions.filter(({ version }) => countOtherVersions(version) === null)
  if (single.length <= MAX_LISTED_VERSIONS) return single
  const most = new Set(single.toSorted((a, b) => b.nodes - a.nodes).slice(0, MAX_LISTED_VERSIONS))
  return single.filter((version) => most.has(version))
}

/** "Flatcar Container Linux, arm64". */
export const sectionName = ({ application, arch }: Pick<VersionSection, 'application' | 'arch'>) =>
  `${application.name}, ${arch === null ? 'groups without a channel' : ARCH_NAMES[arch]}`
