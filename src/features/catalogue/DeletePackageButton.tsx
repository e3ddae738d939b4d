import { Button } from '@mantine/core'
import { useState } from 'react'
import { LazyDialog } from '#src/ui/lazy/LazyDialog.tsx'
import { createPart } from '#src/ui/lazy/part.ts'
import type { DeletePackageDialogProps } from './DeletePackageDialog.tsx'

const dialog = createPart(async () => (await import('./DeletePackageDialog.tsx')).DeletePackageDialog)

/** Opens the dialog that deletes a package. */
export function DeletePackageButton(props: Omit<DeletePackageDialogProps, 'onClose'>) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="xs" variant="default" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Delete…
      </Button>
      {isOpen && (
        <LazyDialog
          part={dialog}
          failureTitle="Failed to load the dialog that deletes a package"
          props={{ ...props, onClose: () => setOpen(false) }}
        />
      )}
    </>
  )
}
