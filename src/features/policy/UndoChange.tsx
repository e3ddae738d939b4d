import { useQueryClient } from '@tanstack/react-query'
import { refreshGroups } from '#src/api/groups.ts'
import { saveGroup, serverGroup } from '#src/api/save-group.ts'
import { UndoButton } from '#src/ui/UndoButton.tsx'
import { forgetChange, type LastChange } from './last-change.ts'
import { notifyChangeNotUndone, notifyChangeUndone } from './undo-notifications.ts'
import { undoProblem } from './undo-problem.ts'

/** Takes a change back by a new write, which goes through only while the group is as the change left it. */
export function UndoChange({ change }: { change: LastChange }) {
  const client = useQueryClient()
  const { group, before, after } = change
  const ref = { applicationId: group.application_id, groupId: group.id }

  async function undo() {
    const outcome = await saveGroup(
      { opened: after, mine: before, reason: 'Undo of a change of the policy' },
      serverGroup(ref),
      new AbortController().signal,
      () => {},
    )
    await refreshGroups(client)
    if (outcome.kind === 'saved') {
      forgetChange(change)
      notifyChangeUndone(outcome.group)
    } else {
      if (outcome.kind === 'changed-meanwhile') forgetChange(change)
      notifyChangeNotUndone(group, undoProblem(outcome, change))
    }
  }

  return <UndoButton undo={undo}>Undo this change of {group.name}</UndoButton>
}
