import type { Application } from '#contract/application.ts'
import type { Package } from '#contract/package.ts'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { DeleteButton } from '#src/writes/DeleteButton.tsx'

const deleteDialog = createLazyComponent(
  async () => (await import('./DeletePackageDialog.tsx')).DeletePackageDialog,
)

/** Opens the dialog that deletes the package. */
export const DeletePackageButton = (subject: { application: Application; release: Package }) => (
  <DeleteButton noun="package" dialog={deleteDialog} subject={subject} />
)
