import type { Application } from '#contract/application.ts'
import type { Package } from '#contract/package.ts'
import { createPart } from '#src/ui/lazy/part.ts'
import { useLazyDialog } from '#src/ui/lazy/use-lazy-dialog.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'

const deleteDialog = createPart(async () => (await import('./DeletePackageDialog.tsx')).DeletePackageDialog)

/** Opens the dialog that deletes the package. */
export function DeletePackageButton(props: { application: Application; release: Package }) {
  const { open, dialog } = useLazyDialog(
    deleteDialog,
    'Failed to load the dialog that deletes the package',
    (onClose) => ({ ...props, onClose }),
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
