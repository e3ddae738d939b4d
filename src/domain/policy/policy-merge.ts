import { GROUP_FIELDS, type GroupField, type GroupSettings } from '#contract/group-settings.ts'

/** Whose value of a field shall stand. */
export type Side = 'theirs' | 'mine'

export type Choices = Partial<Record<GroupField, Side>>

/** A field that is no longer as it was when the operator opened the form. */
export interface MeanwhileChange {
  field: GroupField
  kind: /** The operator left it as it was. */
    | 'theirs-alone'
    /** Both changed it, to the same. */
    | 'alike'
    /** Both changed it, to different things. */
    | 'both'
}

/**
 * What someone else changed while the form was open, in the order of the form.
 * @param opened what the form was opened with
 * @param mine what the operator would save
 * @param theirs what is there now
 */
export function changedMeanwhile(
  opened: GroupSettings,
  mine: GroupSettings,
  theirs: GroupSettings,
): MeanwhileChange[] {
  return GROUP_FIELDS.filter((field) => theirs[field] !== opened[field]).map((field) => {
    if (mine[field] === theirs[field]) return { field, kind: 'alike' }
    return { field, kind: mine[field] === opened[field] ? 'theirs-alone' : 'both' }
  })
}

/**
 * What stands unless the operator says otherwise: what they didn't touch stays as it is there now, so a
 * stale form never switches updates back on. Where both changed a field nobody but the operator can tell.
 */
export const defaultChoices = (changes: readonly MeanwhileChange[]): Choices =>
  Object.fromEntries(changes.filter(({ kind }) => kind !== 'both').map(({ field }) => [field, 'theirs']))

/** The fields that still wait for a choice. */
export const undecidedFields = (changes: readonly MeanwhileChange[], choices: Choices): GroupField[] =>
  changes.map(({ field }) => field).filter((field) => !choices[field])

/** The operator's settings, but for what was changed meanwhile and the operator leaves to the others. */
export function mergedSettings(mine: GroupSettings, theirs: GroupSettings, choices: Choices): GroupSettings {
  return GROUP_FIELDS.filter((field) => choices[field] === 'theirs').reduce(
    (merged, field) => ({ ...merged, [field]: theirs[field] }),
    mine,
  )
}
