import { Button } from '@mantine/core'
import { useState } from 'react'
import { LazyDialog } from '#src/ui/lazy/LazyDialog.tsx'
import { createPart } from '#src/ui/lazy/part.ts'
import type { DeleteChannelDialogProps } from './DeleteChannelDialog.tsx'

const dialog = createPart(async () => (await import('./DeleteChannelDialog.tsx')).DeleteChannelDialog)

/** Opens the dialog that deletes a channel. */
export function DeleteChannelButton(props: Omit<DeleteChannelDialogProps, 'onClose'>) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="xs" variant="default" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Delete…
      </Button>
      {isOpen && (
        <LazyDialog
          part={dialog}
          failureTitle="Failed to load the dialog that deletes a channel"
          props={{ ...props, onClose: () => setOpen(false) }}
        />
      )}
    </>
  )
}
