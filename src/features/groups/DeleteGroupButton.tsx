import type { Group } from '#contract/group.ts'
import { createPart } from '#src/ui/lazy/part.ts'
import { useLazyDialog } from '#src/ui/lazy/use-lazy-dialog.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'

const deleteDialog = createPart(async () => (await import('./DeleteGroupDialog.tsx')).DeleteGroupDialog)

/** Opens the dialog that deletes the group. */
export function DeleteGroupButton({ group }: { group: Group }) {
  const { open, dialog } = useLazyDialog(
    deleteDialog,
    'Failed to load the dialog that deletes the group',
    (onClose) => ({ group, onClose }),
  )
  return (
    <>
      <WriteButton size="xs" variant="default" aria-haspopup="dialog" onClick={open}>
        Delete…
      </WriteButton>
      {dialog}
    </>
  )
}
