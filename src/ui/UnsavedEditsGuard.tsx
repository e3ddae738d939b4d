import { Button, Modal } from '@mantine/core'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { areDraftsKept } from '#src/lib/drafts.ts'
import styles from './UnsavedEditsGuard.module.css'

interface UnsavedEditsGuardProps {
  /** What would be lost: "Your edits of this policy". */
  edits: string
  /** Called at the moment of leaving, which may come before the next rendering. */
  mayLeave: () => boolean
  hasEdits: boolean
  isSaving: boolean
}

/** Asks before edits are lost to a link, the browser's buttons or a closed tab. */
export function UnsavedEditsGuard({ edits, mayLeave, hasEdits, isSaving }: UnsavedEditsGuardProps) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      (hasEdits || isSaving) && !mayLeave() && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (!hasEdits && !isSaving) return undefined
    const ask = (event: BeforeUnloadEvent) => {
      if (!mayLeave() && !areDraftsKept()) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [hasEdits, isSaving, mayLeave])
  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      // The dialog's header would count as a second banner of the page.
      withCloseButton={false}
      centered
    >
      <Modal.Title className={styles['ask']}>
        {isSaving ? 'Leave while this is being saved?' : 'Leave without saving?'}
      </Modal.Title>
      <p className={styles['question']}>
        {isSaving
          ? 'The change has been sent, and leaving does not undo it. A notification will show the result.'
          : `${edits} have not been saved and would be lost.`}
      </p>
      <div className={styles['answers']}>
        <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
          {isSaving ? 'Stay' : 'Keep editing'}
        </Button>
        <Button color="red.9" onClick={() => blocker.proceed?.()}>
          {isSaving ? 'Leave' : 'Discard edits'}
        </Button>
      </div>
    </Modal>
  )
}
