import { useSyncExternalStore } from 'react'
import { type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'

/** A change of a group's settings that was made here, and can be taken back while the group is as it left it. */
export interface LastChange {
  /** As the server has it since. */
  group: Group
  before: GroupSettings
  after: GroupSettings
  /** In ms of this browser's clock. */
  madeAt: number
}

/** The latest of each group, as long as the tab is open. */
const changes = new Map<string, LastChange>()
const listeners = new Set<() => void>()

function tell() {
  for (const listener of listeners) listener()
}

export function rememberChange(group: Group, before: GroupSettings): LastChange {
  const change = { group, before, after: settingsOfGroup(group), madeAt: Date.now() }
  changes.set(group.id, change)
  tell()
  return change
}

/** After it has been taken back, or the operator has no more use for it. */
export function forgetChange({ group }: LastChange): void {
  changes.delete(group.id)
  tell()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useLastChange = (groupId: string): LastChange | null =>
  useSyncExternalStore(subscribe, () => changes.get(groupId) ?? null)
