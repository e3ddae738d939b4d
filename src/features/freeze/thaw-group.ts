import type { FrozenGroup, FrozenGroupWrite } from '#contract/freeze.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { guardedWrite } from '#src/writes/guarded-write.ts'
import type { WritableResource } from '#src/writes/writable-resource.ts'
import { asFrozen, describeFailure, isGone } from './freeze-group.ts'

/** What becomes of a group that was changed by hand while it was frozen. */
export type ThawChoice = 'leave' | 'restore' | 'resume'

/** A group as the operator was shown it, and what they chose for it. */
export interface ChangedGroup {
  now: GroupSettings
  choice: ThawChoice
}

export interface ThawWork {
  resource: WritableResource<Group, GroupSettings>
  signal: AbortSignal
  /** For the audit log. */
  reason: string
  /** Undefined for a group that is as the freeze left it. */
  changed: ChangedGroup | undefined
}

export type ThawResult =
  | { kind: 'noted'; note: FrozenGroupWrite }
  /** It differs from what the operator was shown: they have to choose. */
  | { kind: 'changed'; now: GroupSettings }
  | { kind: 'stopped' }

/** Brings one group back to how it was before the freeze, unless it is no longer what the operator saw. */
export async function thawGroup(entry: FrozenGroup, work: ThawWork): Promise<ThawResult> {
  const { resource, signal, reason, changed } = work
  const { before, outcome: frozen } = entry
  const noted = (thaw: FrozenGroupWrite['thaw'], message: string | null = null): ThawResult => ({
    kind: 'noted',
    note: { before, outcome: frozen, thaw, message },
  })
  if (changed?.choice === 'leave') return noted('left')
  const opened = changed?.now ?? asFrozen(before)
  const mine = changed?.choice === 'resume' ? { ...changed.now, policy_updates_enabled: true } : before
  const outcome = await guardedWrite({ opened, mine, reason }, resource, { signal })
  if (outcome.kind === 'saved') return noted('restored')
  if (outcome.kind === 'changed-meanwhile') return { kind: 'changed', now: outcome.theirs }
  if (isGone(outcome)) return noted('gone')
  const message = describeFailure(outcome)
  return message === null ? { kind: 'stopped' } : noted('failed', message)
}

/** Whether a thaw has to look at it: what the freeze left alone stays so. */
export const isToThaw = ({ outcome, thaw }: Pick<FrozenGroup, 'outcome' | 'thaw'>): boolean =>
  (thaw === null || thaw === 'failed') && outcome !== 'was-off' && outcome !== 'gone'

/** Whether a freeze still has to pause it. */
export const isToFreeze = ({ outcome, thaw }: Pick<FrozenGroup, 'outcome' | 'thaw'>): boolean =>
  thaw === null && (outcome === 'waiting' || outcome === 'failed')
