import type { FrozenGroup, FrozenGroupWrite } from '#contract/freeze.ts'
import { changedFields, type GroupSettings } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { guardedWrite, type UnsavedOutcome } from '#src/writes/guarded-write.ts'
import type { WritableResource } from '#src/writes/writable-resource.ts'

export interface FreezeOptions {
  resource: WritableResource<Group, GroupSettings>
  signal: AbortSignal
  /** For the audit log. */
  reason: string
  /**
   * Whether a browser may have paused the group and stopped before it recorded that. Then a group that is off and
   * otherwise as before counts as paused by the freeze. Never true for a group that safe mode has stopped.
   */
  mayBePaused: boolean
}

export const asFrozen = (before: GroupSettings): GroupSettings => ({
  ...before,
  policy_updates_enabled: false,
})

/** Pauses one group of a freeze. Null when it was stopped before it had a result. */
export async function freezeGroup(
  { before }: Pick<FrozenGroup, 'before'>,
  { resource, signal, reason, mayBePaused }: FreezeOptions,
): Promise<FrozenGroupWrite | null> {
  const change = { opened: before, mine: asFrozen(before), reason, rebase: frozenIfOn }
  const outcome = await guardedWrite(change, resource, { signal })
  const { opened } = outcome
  const common = { thaw: null, message: null } as const
  if (outcome.kind === 'saved') {
    const isOurs = opened.policy_updates_enabled && (outcome.sent || mayBePaused)
    return isOurs
      ? { ...common, before: opened, outcome: 'paused' }
      : { ...common, before: asFrozen(opened), outcome: 'was-off' }
  }
  if (outcome.kind === 'changed-meanwhile') {
    const { theirs } = outcome
    return theirs.policy_updates_enabled
      ? {
          ...common,
          before: theirs,
          outcome: 'failed',
          message: 'It kept changing. Retry when nobody edits it.',
        }
      : { ...common, before: theirs, outcome: 'was-off' }
  }
  if (isGone(outcome)) return { ...common, before: opened, outcome: 'gone' }
  const message = describeFailure(outcome)
  return message === null ? null : { ...common, before: opened, outcome: 'failed', message }
}

/** Pauses a group that was changed meanwhile with its changes, unless someone has already paused it. */
const frozenIfOn = (theirs: GroupSettings) => (theirs.policy_updates_enabled ? asFrozen(theirs) : undefined)

/** Why a group could neither be paused nor thawed. */
type FailedOutcome = Exclude<UnsavedOutcome<Group, GroupSettings>, { kind: 'changed-meanwhile' }>

export const isGone = ({ error }: FailedOutcome): boolean => error?.status === 404

const MAX_MESSAGE_LENGTH = 400

/** Null when the operator stopped it. */
export function describeFailure({ kind, error }: FailedOutcome): string | null {
  if (error === null) return null
  const words = error.message.slice(0, MAX_MESSAGE_LENGTH)
  return kind === 'unanswered' ? `${words} The change may have taken effect.` : words
}

/** The fields in which a group differs from what the freeze left. */
export const fieldsChangedSinceFreeze = ({ before }: Pick<FrozenGroup, 'before'>, now: GroupSettings) =>
  changedFields(asFrozen(before), now)
