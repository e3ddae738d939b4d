import type { FrozenGroup, FrozenGroupWrite } from '#contract/freeze.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { guardedWrite } from '#src/writes/guarded-write.ts'
import type { WritableResource } from '#src/writes/writable-resource.ts'
import { asFrozen, describeFailure, isGone } from './freeze-group.ts'

/** What a thaw does with a group that was edited during the freeze. */
export type ThawAction = 'leave' | 'restore' | 'resume'

/** What the operator chose for an edited group, and its settings as they saw them. */
export interface EditedGroupChoice {
  now: GroupSettings
  action: ThawAction
}

export interface ThawOptions {
  resource: WritableResource<Group, GroupSettings>
  signal: AbortSignal
  /** For the audit log. */
  reason: string
  /** Undefined for a group that should still be as the freeze left it. */
  choice: EditedGroupChoice | undefined
}

export type ThawResult =
  | { kind: 'done'; result: FrozenGroupWrite }
  /** It is not what the operator saw: they have to choose. */
  | { kind: 'edited'; now: GroupSettings }
  | { kind: 'stopped' }

/** Restores one group as it was before the freeze, while it is still what the operator saw. */
export async function thawGroup(entry: FrozenGroup, options: ThawOptions): Promise<ThawResult> {
  const { resource, signal, reason, choice } = options
  const { before } = entry
  const done = (thaw: FrozenGroupWrite['thaw'], message: string | null = null): ThawResult => ({
    kind: 'done',
    result: { before, outcome: entry.outcome, thaw, message },
  })
  if (choice?.action === 'leave') return done('left')
  const opened = choice?.now ?? asFrozen(before)
  const mine = choice?.action === 'resume' ? { ...choice.now, policy_updates_enabled: true } : before
  const outcome = await guardedWrite({ opened, mine, reason }, resource, { signal })
  if (outcome.kind === 'saved') return done('restored')
  if (outcome.kind === 'changed-meanwhile') return { kind: 'edited', now: outcome.theirs }
  if (isGone(outcome)) return done('gone')
  const message = describeFailure(outcome)
  return message === null ? { kind: 'stopped' } : done('failed', message)
}

/** Whether a thaw has to write or check the group; it leaves alone what the freeze left alone. */
export const needsThaw = ({ outcome, thaw }: Pick<FrozenGroup, 'outcome' | 'thaw'>): boolean =>
  (thaw === null || thaw === 'failed') && outcome !== 'was-off' && outcome !== 'gone'

/** Whether the freeze still has to pause the group. */
export const needsPause = ({ outcome, thaw }: Pick<FrozenGroup, 'outcome' | 'thaw'>): boolean =>
  thaw === null && (outcome === 'waiting' || outcome === 'failed')
