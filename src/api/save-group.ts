import {
  changedFields,
  type GroupSettings,
  groupWriteOfSettings,
  settingsOfGroup,
} from '#contract/group-settings.ts'
import type { Group, GroupWrite } from '#contract/group.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { type GroupRef, readGroup, writeGroup } from './groups.ts'
import { type GuardedChange, guardedWrite, type UnsavedOutcome } from '#src/api/guarded-write.ts'

/** How the group is reached; every call asks the server itself, never a cache. */
export interface GroupAccess {
  read: (signal: AbortSignal) => Promise<Group>
  write: (group: GroupWrite, note: WriteContext, signal: AbortSignal) => Promise<Group>
}

/** The server's own, past every cache. */
export const serverGroup = (ref: GroupRef): GroupAccess => ({
  read: (signal) => readGroup(ref, signal),
  write: (body, note, signal) => writeGroup(ref, body, note, signal),
})

/** What the operator saw of a group, what they make of it, and why. */
export type GroupEvent = GuardedChange<GroupSettings>

export type SaveOutcome =
  /** The server has it. `answered` is false when that was only found by looking. */
  { kind: 'saved'; group: Group; answered: boolean } | UnsavedOutcome<GroupSettings>

/**
 * Writes a group's settings when it still is what the operator saw: a stale PUT could switch updates back on.
 * @param signal stops it; what had been sent by then may have been done
 */
export async function saveGroup(
  change: GroupEvent,
  { read, write }: GroupAccess,
  signal: AbortSignal,
  onSending: () => void,
): Promise<SaveOutcome> {
  const access = {
    read,
    write: (_group: Group, settings: GroupSettings, note: WriteContext, signal: AbortSignal) =>
      write(groupWriteOfSettings(settings), note, signal),
    settingsOf: settingsOfGroup,
    isSame: (one: GroupSettings, other: GroupSettings) => changedFields(one, other).length === 0,
  }
  const outcome = await guardedWrite(change, access, signal, onSending)
  if (outcome.kind !== 'saved') return outcome
  return { kind: 'saved', group: outcome.thing, answered: outcome.answered }
}
