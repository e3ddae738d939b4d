import { useQueryClient } from '@tanstack/react-query'
import { settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { refreshGroups } from '#src/api/groups.ts'
import { saveGroup, serverGroup } from '#src/api/save-group.ts'
import { UndoButton } from '#src/ui/UndoButton.tsx'
import { giveFocusBack } from './give-focus-back.ts'
import { notifyNotUndone, notifyUndone } from './undo-notifications.ts'
import { switchProblem } from './switch-problem.ts'
import { switchUpdates } from './switch-updates.ts'

/** Takes a pause or a resume back by a new write, which goes through only while the group is as that left it. */
export function UndoSwitch({ group, openedBy }: { group: Group; openedBy: Element | null }) {
  const client = useQueryClient()
  const ref = { applicationId: group.application_id, groupId: group.id }

  async function undo() {
    const opened = settingsOfGroup(group)
    const wanted = !group.policy_updates_enabled
    const outcome = await switchUpdates(
      { opened, wanted, reason: wanted ? 'Undo of a pause' : 'Undo of a resume' },
      (change) => saveGroup(change, serverGroup(ref), new AbortController().signal, () => {}),
    )
    await refreshGroups(client)
    // The button goes, and would take the focus with it.
    giveFocusBack(openedBy)
    if (outcome?.kind === 'saved' || outcome?.kind === 'saved-beside') return notifyUndone(outcome.group)
    if (outcome) {
      const { title, words } = switchProblem(outcome, wanted ? 'Resume' : 'Pause', opened)
      notifyNotUndone(group, `${title} ${words}`)
    }
  }

  return (
    <UndoButton undo={undo}>
      {group.policy_updates_enabled ? `Undo: pause ${group.name} again` : `Undo: resume ${group.name}`}
    </UndoButton>
  )
}
