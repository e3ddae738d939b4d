import { useSyncExternalStore } from 'react'
import { type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { createExternalStore } from '#src/lib/external-store.ts'

/** A change of a group's settings that was made here, and can be taken back while the group is as it left it. */
export interface LastChange {
  /** As the server has it since. */
  group: Group
  before: GroupSettings
  after: GroupSettings
  /** In ms of this browser's clock. */
  madeAt: number
}

/** The latest change of each group by its id, as long as the tab is open. */
const changes = createExternalStore<ReadonlyMap<string, LastChange>>(new Map())

export function rememberChange(group: Group, before: GroupSettings): LastChange {
  const change = { group, before, after: settingsOfGroup(group), madeAt: Date.now() }
  changes.set(new Map(changes.get()).set(group.id, change))
  return change
}

/** After it has been taken back, or the operator has no more use for it. */
export function forgetChange({ group }: LastChange): void {
  changes.set(new Map([...changes.get()].filter(([id]) => id !== group.id)))
}

export const useLastChange = (groupId: string): LastChange | null =>
  useSyncExternalStore(changes.subscribe, () => changes.get().get(groupId) ?? null)
