import type { GroupSettings } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { policySentence } from '#src/domain/policy/policy-sentence.ts'
import { announceWrite } from '#src/writes/announce-write.tsx'
import { groupResource } from '#src/writes/group-resource.ts'
import type { SavedOutcome } from '#src/writes/guarded-write.ts'
import { forgetGroupChange, type GroupChange, rememberGroupChange } from '#src/writes/last-group-change.ts'
import type { Undo } from '#src/writes/UndoWriteButton.tsx'

/** Announces the policy as it is now, with an undo. */
export function announcePolicy({ value: group, opened, answered }: SavedOutcome<Group, GroupSettings>): void {
  // Found without an answer, it may be someone else's change, which is not ours to undo.
  const change = answered ? rememberGroupChange(group, opened) : null
  announceWrite(groupResource(refOfGroup(group), group.name), {
    title: (
      <>
        Policy of <bdi>{group.name}</bdi> saved
      </>
    ),
    message: policySentence(group),
    undo: change ? undoOfPolicy(change) : undefined,
  })
}

export const undoOfPolicy = ({ group, before, after }: GroupChange): Undo<Group, GroupSettings> => ({
  label: (
    <>
      Undo this change of <bdi>{group.name}</bdi>
    </>
  ),
  change: { opened: after, mine: before, reason: 'Undo of the last change' },
  describeUndone: (undone) => ({
    title: (
      <>
        Undone: <bdi>{undone.name}</bdi> has its earlier settings again
      </>
    ),
    message: policySentence(undone),
  }),
  onEnd: ({ kind }) => {
    if (kind === 'saved' || kind === 'changed-meanwhile') forgetGroupChange(group.id)
  },
})
