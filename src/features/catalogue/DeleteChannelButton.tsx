import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { DeleteButton } from '#src/writes/DeleteButton.tsx'

const deleteDialog = createLazyComponent(
  async () => (await import('./DeleteChannelDialog.tsx')).DeleteChannelDialog,
)

/** Opens the dialog that deletes the channel. */
export const DeleteChannelButton = (subject: { application: Application; channel: Channel }) => (
  <DeleteButton noun="channel" dialog={deleteDialog} subject={subject} />
)
