import { changedFields, type GroupSettings } from '#contract/group-settings.ts'
import type { SaveOutcome } from '#src/api/save-group.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { saveProblemOf } from './save-problem.ts'

/** Why a change was not taken back, in words; `after` is what the change had made of the group. */
export function undoProblem(
  outcome: Exclude<SaveOutcome, { kind: 'saved' }>,
  { before, after }: { before: GroupSettings; after: GroupSettings },
): string {
  if (outcome.kind === 'changed-meanwhile') {
    const fields = changedFields(after, outcome.theirs).map(groupFieldLabel).join(', ')
    return `The group has been changed since: ${fields}. Nothing was written; edit the policy to decide what it shall be.`
  }
  const nothing = { otherGroups: [], channels: undefined }
  const { problem, fields } = saveProblemOf(outcome, before, nothing)
  return [problem.title, problem.words, ...Object.values(fields)].filter(Boolean).join(' ')
}
