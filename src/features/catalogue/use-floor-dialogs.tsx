import { type ReactNode, useState } from 'react'
import { LazyDialog } from '#src/ui/lazy/LazyDialog.tsx'
import { createPart } from '#src/ui/lazy/part.ts'
import type { FloorDialogProps } from './FloorDialog.tsx'
import type { DeleteFloorDialogProps } from './DeleteFloorDialog.tsx'

const floorDialog = createPart(async () => (await import('./FloorDialog.tsx')).FloorDialog)
const deleteDialog = createPart(async () => (await import('./DeleteFloorDialog.tsx')).DeleteFloorDialog)

type Opened =
  | { kind: 'set'; props: Omit<FloorDialogProps, 'onClose'> }
  | { kind: 'delete'; props: Omit<DeleteFloorDialogProps, 'onClose'> }

/** The dialogs that set, edit and delete floors: one at a time. */
export function useFloorDialogs(): { dialog: ReactNode; open: (opened: Opened) => void } {
  const [opened, setOpened] = useState<Opened | null>(null)
  const onClose = () => setOpened(null)
  const dialog =
    opened?.kind === 'set' ? (
      <LazyDialog
        part={floorDialog}
        failureTitle="Failed to load the dialog that sets a floor"
        props={{ ...opened.props, onClose }}
      />
    ) : opened?.kind === 'delete' ? (
      <LazyDialog
        part={deleteDialog}
        failureTitle="Failed to load the dialog that deletes a floor"
        props={{ ...opened.props, onClose }}
      />
    ) : null
  return { dialog, open: setOpened }
}
