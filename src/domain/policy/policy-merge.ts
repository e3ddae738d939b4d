import { GROUP_FIELDS, type GroupField, type GroupSettings } from '#contract/group-settings.ts'

/** Whose value of a field to save. */
export type Side = 'theirs' | 'mine'

export type Choices = Partial<Record<GroupField, Side>>

/** A field that someone else changed while the form was open. */
export interface ConcurrentChange {
  field: GroupField
  kind: /** The operator did not change it. */
    | 'theirs-only'
    /** Both changed it to the same value. */
    | 'same'
    /** Both changed it, to different values. */
    | 'conflict'
}

/**
 * The fields that someone else changed while the form was open, in the order of the form.
 * @param opened the settings when the form was opened
 * @param mine the settings that the operator would save
 * @param theirs the settings now
 */
export function concurrentChanges(
  opened: GroupSettings,
  mine: GroupSettings,
  theirs: GroupSettings,
): ConcurrentChange[] {
  return GROUP_FIELDS.filter((field) => theirs[field] !== opened[field]).map((field) => {
    if (mine[field] === theirs[field]) return { field, kind: 'same' }
    return { field, kind: mine[field] === opened[field] ? 'theirs-only' : 'conflict' }
  })
}

/**
 * The choices unless the operator makes others: fields that the operator did not change keep their current value, so a
 * stale form never switches updates back on. Only the operator can resolve a conflict.
 */
export const defaultChoices = (changes: readonly ConcurrentChange[]): Choices =>
  Object.fromEntries(changes.filter(({ kind }) => kind !== 'conflict').map(({ field }) => [field, 'theirs']))

/** The fields without a choice yet. */
export const unresolvedFields = (changes: readonly ConcurrentChange[], choices: Choices): GroupField[] =>
  changes.map(({ field }) => field).filter((field) => !choices[field])

/** The operator's settings, with the others' values where the operator chose these. */
export function mergedSettings(mine: GroupSettings, theirs: GroupSettings, choices: Choices): GroupSettings {
  return GROUP_FIELDS.filter((field) => choices[field] === 'theirs').reduce(
    (merged, field) => ({ ...merged, [field]: theirs[field] }),
    mine,
  )
}
