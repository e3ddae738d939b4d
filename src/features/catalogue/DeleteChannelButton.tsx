import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import { createPart } from '#src/ui/lazy/part.ts'
import { useLazyDialog } from '#src/ui/lazy/use-lazy-dialog.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'

const deleteDialog = createPart(async () => (await import('./DeleteChannelDialog.tsx')).DeleteChannelDialog)

/** Opens the dialog that deletes the channel. */
export function DeleteChannelButton(props: { application: Application; channel: Channel }) {
  const { open, dialog } = useLazyDialog(
    deleteDialog,
    'Failed to load the dialog that deletes the channel',
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
