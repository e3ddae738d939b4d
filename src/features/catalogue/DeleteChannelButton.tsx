import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import { createPart } from '#src/ui/lazy/part.ts'
import { DeleteButton } from '#src/writes/DeleteButton.tsx'

const deleteDialog = createPart(async () => (await import('./DeleteChannelDialog.tsx')).DeleteChannelDialog)

/** Opens the dialog that deletes the channel. */
export const DeleteChannelButton = (subject: { application: Application; channel: Channel }) => (
  <DeleteButton noun="channel" dialog={deleteDialog} subject={subject} />
)
