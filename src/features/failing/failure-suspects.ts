import type { ActivityEntry } from '#contract/activity.ts'
import { INSTANCE_STATUS, isInProgress } from '#contract/instance-status.ts'
import type { Instance } from '#contract/instance.ts'
import { compareVersions, isVersion } from '#contract/version-order.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { nodeDisplayName } from '#src/domain/nodes/node-display-name.ts'

/** A node whose history may show that it fails again and again. */
export interface Suspect {
  ref: GroupRef
  instanceId: string
  /** Empty where it has none, or it is not known. */
  alias: string
  /** What it runs; null where that is not known. */
  version: string | null
  /** In ms; null where it is not known. */
  lastCheck: number | null
}

/**
 * Nodes that may fail again and again, the likeliest first: those that completed an update and run an older version, those
 * whose updates failed most often, those that are updating, which hides what was before, and those whose success may have
 * been followed by a rollback.
 * @param failures activity, newest first
 * @param nodes of the same groups, as far as they are listed
 */
export function failureSuspects(failures: readonly ActivityEntry[], nodes: readonly Instance[]): Suspect[] {
  const suspects = new Map<string, { suspect: Suspect; likelihood: number }>()
  const add = (suspect: Suspect, likelihood: number) => {
    const key = `${suspect.ref.applicationId} ${suspect.instanceId}`
    const known = suspects.get(key)
    suspects.set(key, {
      suspect: known?.suspect ?? suspect,
      likelihood: (known?.likelihood ?? 0) + likelihood,
    })
  }
  for (const node of nodes) {
    const likelihood = likelihoodOf(node)
    if (likelihood > 0) add(suspectOf(node), likelihood)
  }
  const listed = new Map(nodes.map((node) => [node.id, node]))
  for (const { app_id, group_id, instance_id } of failures) {
    if (app_id === null || group_id === null || instance_id === null) continue
    const node = listed.get(instance_id)
    const ref = { applicationId: app_id, groupId: group_id }
    add(
      node ? suspectOf(node) : { ref, instanceId: instance_id, alias: '', version: null, lastCheck: null },
      1,
    )
  }
  return [...suspects.values()].toSorted((a, b) => b.likelihood - a.likelihood).map(({ suspect }) => suspect)
}

/** More than any number of failures. */
const CERTAIN = 1e6

function likelihoodOf(node: Instance): number {
  const { status } = node.application
  if (cameBack(node)) return CERTAIN
  return isInProgress(status) ? 0.5 : status === INSTANCE_STATUS.complete ? 0.1 : 0
}

const suspectOf = (node: Instance): Suspect => ({
  ref: { applicationId: node.application.application_id, groupId: node.application.group_id ?? '' },
  instanceId: node.id,
  alias: nodeDisplayName(node) ?? '',
  version: node.application.version,
  lastCheck: Date.parse(node.application.last_check_for_updates),
})

/** It runs an older version than the one that it completed the update to. */
const cameBack = ({ application: { status, version, last_update_version } }: Instance): boolean =>
  status === INSTANCE_STATUS.complete &&
  last_update_version !== null &&
  isVersion(version) &&
  isVersion(last_update_version) &&
  compareVersions(version, last_update_version) < 0
