import type { Instance } from '#contract/instance.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log-key.ts'
import { groupKey, type GroupRef } from '#src/api/groups.ts'
import { instanceKey, readInstance, writeAlias } from '#src/api/instances.ts'
import type { WritableResource } from './writable-resource.ts'

export interface AliasSettings {
  /** Empty for none. */
  alias: string
}

export const aliasOfNode = ({ alias = '' }: Pick<Instance, 'alias'>): AliasSettings => ({ alias })

/** The alias of a node, which it has in every application. @param ref a group that lists the node */
export const nodeAliasResource = (
  ref: GroupRef,
  instanceId: string,
): WritableResource<Instance, AliasSettings> => ({
  key: `instance-${instanceId}`,
  noun: 'node',
  name: instanceId,
  read: (signal) => readInstance(ref, instanceId, signal),
  write: async ({ alias }, from, context, signal) => {
    await writeAlias(instanceId, alias, context, signal)
    // The response has no application.
    return { ...from, alias }
  },
  settingsOf: aliasOfNode,
  isSame: (one, other) => one.alias === other.alias,
  describeChanges: (from, to) => `Alias: ${from.alias || 'none'} → ${to.alias || 'none'}`,
  queryKey: instanceKey(ref, instanceId),
  invalidates: [instanceKey(ref, instanceId), [...groupKey(ref), 'instances'], AUDIT_LOG_KEY],
})
