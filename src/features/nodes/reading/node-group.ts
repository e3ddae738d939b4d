import { compareNames } from '#src/lib/compare-names.ts'
import { targetVersion } from '#contract/group.ts'
import type { Application } from '#contract/application.ts'
import type { Arch } from '#contract/arch.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'

/** A group as far as its nodes need it. */
export interface NodeGroup {
  applicationId: string
  applicationName: string
  groupId: string
  name: string
  /** Of its channel; null without one. */
  arch: Arch | null
  /** Version of the channel's package; null without one. */
  target: string | null
}

/** Every group of every application, in the order of their names. */
export function nodeGroups(applications: readonly Application[]): NodeGroup[] {
  return applications
    .flatMap(({ id, name, groups }) =>
      (groups ?? []).map((group) => ({
        applicationId: id,
        applicationName: name,
        groupId: group.id,
        name: group.name,
        arch: group.channel?.arch ?? null,
        target: targetVersion(group),
      })),
    )
    .toSorted((a, b) => compareNames(a.applicationName, b.applicationName) || compareNames(a.name, b.name))
}

/** The groups in which a filter can find nodes; a group's arch is that of its channel. */
export function matchingGroups(
  groups: readonly NodeGroup[],
  { applications, groups: ids, arches }: NodeFilter,
): NodeGroup[] {
  return groups.filter(
    ({ applicationId, groupId, arch }) =>
      isOneOf(applicationId, applications) && isOneOf(groupId, ids) && isOneOf(arch, arches),
  )
}

/** An empty list means any. */
const isOneOf = <Value>(value: Value, list: readonly Value[]) => list.length === 0 || list.includes(value)
