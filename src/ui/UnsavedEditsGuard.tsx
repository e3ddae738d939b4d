import { Button, Modal } from '@mantine/core'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import styles from './UnsavedEditsGuard.module.css'

interface UnsavedEditsGuardProps {
  /** What would be lost: "Your edits of this policy". */
  edits: string
  /** Asked at the moment of leaving, not when the form was last drawn. */
  mayLeave: () => boolean
  hasEdits: boolean
  isSaving: boolean
}

/** Asks before edits are lost, be it to a link, to the browser's buttons or to a closed tab. */
export function UnsavedEditsGuard({ edits, mayLeave, hasEdits, isSaving }: UnsavedEditsGuardProps) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      (hasEdits || isSaving) && !mayLeave() && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (!hasEdits && !isSaving) return undefined
    const ask = (event: BeforeUnloadEvent) => {
      if (!mayLeave()) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [hasEdits, isSaving, mayLeave])
  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      // Its header would count as a second banner of the page.
      withCloseButton={false}
      centered
    >
      <Modal.Title className={styles['ask']}>
        {isSaving ? 'Leave while this is being saved?' : 'Leave without saving?'}
      </Modal.Title>
      <p className={styles['question']}>
        {isSaving
          ? 'The change is on its way: leaving does not take it back. You are told when it is saved.'
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
