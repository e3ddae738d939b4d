import type { Application } from '#contract/application.ts'
import { createPart } from '#src/ui/lazy/part.ts'
import { useLazyDialog } from '#src/ui/lazy/use-lazy-dialog.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'

const deleteDialog = createPart(
  async () => (await import('./DeleteApplicationDialog.tsx')).DeleteApplicationDialog,
)

/** Opens the dialog that deletes the application. */
export function DeleteApplicationButton({ application }: { application: Application }) {
  const { open, dialog } = useLazyDialog(
    deleteDialog,
    'Failed to load the dialog that deletes the application',
    (onClose) => ({ application, onClose }),
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
