import type { Application } from '#contract/application.ts'
import type { Arch } from '#contract/arch.ts'
import { targetVersion } from '#contract/group.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { compareNames } from '#src/lib/compare-names.ts'

/** A group with the facts that its nodes' filters and rows need. */
export interface NodeGroup {
  applicationId: string
  applicationName: string
  groupId: string
  name: string
  /** Of the group's channel; null without one. */
  arch: Arch | null
  /** Version of the channel's package; null without one. */
  target: string | null
}

/** Every group of every application, sorted by application name, then by group name. */
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

/** The groups whose nodes can match the filter; a group has the arch of its channel. */
export function matchingGroups(
  groups: readonly NodeGroup[],
  { applications, groups: ids, arches }: NodeFilter,
): NodeGroup[] {
  return groups.filter(
    ({ applicationId, groupId, arch }) =>
      allows(applications, applicationId) && allows(ids, groupId) && allows(arches, arch),
  )
}

/** An empty list allows any value. */
const allows = <Value>(list: readonly Value[], value: Value) => list.length === 0 || list.includes(value)
