import type { Group } from '#contract/group.ts'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { DeleteButton } from '#src/writes/DeleteButton.tsx'

const deleteDialog = createLazyComponent(
  async () => (await import('./DeleteGroupDialog.tsx')).DeleteGroupDialog,
)

/** Opens the dialog that deletes the group. */
export const DeleteGroupButton = (subject: { group: Group }) => (
  <DeleteButton noun="group" dialog={deleteDialog} subject={subject} />
)
