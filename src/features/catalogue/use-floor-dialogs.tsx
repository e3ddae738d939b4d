import { type ReactNode, useState } from 'react'
import { LazyDialog } from '#src/ui/lazy/LazyDialog.tsx'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import type { FloorDialogProps } from './FloorDialog.tsx'
import type { DeleteFloorDialogProps } from './DeleteFloorDialog.tsx'

const floorDialog = createLazyComponent(async () => (await import('./FloorDialog.tsx')).FloorDialog)
const deleteDialog = createLazyComponent(
  async () => (await import('./DeleteFloorDialog.tsx')).DeleteFloorDialog,
)

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
        component={floorDialog}
        failureTitle="Failed to load the dialog that sets a floor"
        props={{ ...opened.props, onClose }}
      />
    ) : opened?.kind === 'delete' ? (
      <LazyDialog
        component={deleteDialog}
        failureTitle="Failed to load the dialog that deletes a floor"
        props={{ ...opened.props, onClose }}
      />
    ) : null
  return { dialog, open: setOpened }
}
