import type { Application } from '#contract/application.ts'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { DeleteButton } from '#src/writes/DeleteButton.tsx'

const deleteDialog = createLazyComponent(
  async () => (await import('./DeleteApplicationDialog.tsx')).DeleteApplicationDialog,
)

/** Opens the dialog that deletes the application. */
export const DeleteApplicationButton = (subject: { application: Application }) => (
  <DeleteButton noun="application" dialog={deleteDialog} subject={subject} />
)
