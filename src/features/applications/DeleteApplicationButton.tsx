import type { Application } from '#contract/application.ts'
import { createPart } from '#src/ui/lazy/part.ts'
import { DeleteButton } from '#src/writes/DeleteButton.tsx'

const deleteDialog = createPart(
  async () => (await import('./DeleteApplicationDialog.tsx')).DeleteApplicationDialog,
)

/** Opens the dialog that deletes the application. */
export const DeleteApplicationButton = (subject: { application: Application }) => (
  <DeleteButton noun="application" dialog={deleteDialog} subject={subject} />
)
