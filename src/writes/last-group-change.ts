import { useSyncExternalStore } from 'react'
import { type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { createExternalStore } from '#src/lib/external-store.ts'
import { serverNow } from '#src/lib/server-clock.ts'

/** A change made in this tab, which can be undone while the group is as it left it. */
export interface GroupChange {
  /** As the server has had it since. */
  group: Group
  before: GroupSettings
  after: GroupSettings
  /** In ms of the server’s clock. */
  madeAt: number
}

/** The last change of each group by its id, as long as the tab is open. */
const changes = createExternalStore<ReadonlyMap<string, GroupChange>>(new Map())

export function rememberGroupChange(group: Group, before: GroupSettings): GroupChange {
  const change = { group, before, after: settingsOfGroup(group), madeAt: serverNow() }
  changes.set(new Map(changes.get()).set(group.id, change))
  return change
}

export function forgetGroupChange(groupId: string): void {
  changes.set(new Map([...changes.get()].filter(([id]) => id !== groupId)))
}

export const useLastGroupChange = (groupId: string): GroupChange | null =>
  useSyncExternalStore(changes.subscribe, () => changes.get().get(groupId) ?? null)
