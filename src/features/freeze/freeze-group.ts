import type { FrozenGroup, FrozenGroupWrite } from '#contract/freeze.ts'
import { changedFields, type GroupSettings } from '#contract/group-settings.ts'
import { type GroupAccess, saveGroup, type SaveOutcome } from '#src/api/save-group.ts'

export interface FreezeWork {
  access: GroupAccess
  signal: AbortSignal
  /** For the audit log. */
  reason: string
  /**
   * The group may have been written before, by a browser that stopped before it noted so: when it is off and else as
   * it was, the freeze has paused it. Safe mode's brake says that it wasn't the freeze.
   */
  mayBeWritten: boolean
}

/** A group that keeps changing is left to the operator. */
const TRIES = 3

export const asFrozen = (before: GroupSettings): GroupSettings => ({
  ...before,
  policy_updates_enabled: false,
})

/** Pauses one group of a freeze. Null when it was stopped before anything came of it. */
export async function freezeGroup(
  { before: known }: Pick<FrozenGroup, 'before'>,
  { access, signal, reason, mayBeWritten }: FreezeWork,
): Promise<FrozenGroupWrite | null> {
  let before: GroupSettings = known
  for (let tries = 1; ; tries += 1) {
    if (signal.aborted) return null
    let sent = false
    const change = { opened: before, mine: asFrozen(before), reason }
    // oxlint-disable-next-line no-await-in-loop -- each try starts from what the last one found
    const outcome = await saveGroup(change, access, signal, () => {
      sent = true
    })
    if (outcome.kind === 'saved') {
      const isOurs = before.policy_updates_enabled && (sent || mayBeWritten)
      return {
        ...NOTHING,
        before: isOurs ? before : asFrozen(before),
        outcome: isOurs ? 'paused' : 'was-off',
      }
    }
    if (outcome.kind !== 'changed-meanwhile') return failed(outcome, before)
    const { theirs } = outcome
    if (!theirs.policy_updates_enabled) return { ...NOTHING, before: theirs, outcome: 'was-off' }
    if (tries === TRIES)
      return {
        ...NOTHING,
        before: theirs,
        outcome: 'failed',
        message: 'It was changed again and again meanwhile.',
      }
    before = theirs
  }
}

const NOTHING = { thaw: null, message: null } as const

/** The same of a group's thaw. */
export type FailedOutcome = Exclude<SaveOutcome, { kind: 'saved' | 'changed-meanwhile' }>

function failed(outcome: FailedOutcome, before: GroupSettings): FrozenGroupWrite | null {
  if (isGone(outcome)) return { ...NOTHING, before, outcome: 'gone' }
  const message = failureInWords(outcome)
  return message === null ? null : { ...NOTHING, before, outcome: 'failed', message }
}

export const isGone = ({ error }: FailedOutcome): boolean => error?.status === 404

/** Null when the operator stopped it. */
export function failureInWords(outcome: FailedOutcome): string | null {
  if (outcome.error === null) return null
  const words = outcome.error.message.slice(0, LONGEST)
  return outcome.kind === 'unanswered' ? `${words} The change may have been made.` : words
}

const LONGEST = 400

/** The fields in which a group differs from what the freeze left. */
export const changedSinceFrozen = ({ before }: Pick<FrozenGroup, 'before'>, now: GroupSettings) =>
  changedFields(asFrozen(before), now)
