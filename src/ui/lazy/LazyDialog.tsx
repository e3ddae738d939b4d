import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import styles from './LazyDialog.module.css'
import { LazyPart } from './LazyPart.tsx'
import type { Part } from './part.ts'
import { PartFailure, type PartFailureProps } from './PartFailure.tsx'

interface LazyDialogProps<Props> {
  part: Part<Props>
  /** What failed, if it does: "Failed to load the palette". */
  failureTitle: string
  /** Of the dialog itself. One that stays mounted while it is closed says so by `opened`. */
  props: Props
}

/** A dialog whose code loads when it is first opened. If that fails, a dialog says so, and the page stays. */
export function LazyDialog<Props extends { onClose: () => void; opened?: boolean }>({
  part,
  failureTitle,
  props,
}: LazyDialogProps<Props>) {
  return (
    <LazyPart
      part={part}
      failureTitle={failureTitle}
      props={props}
      renderFailure={(failure) =>
        props.opened !== false && <FailureDialog failure={failure} onClose={props.onClose} />
      }
    />
  )
}

/** The browser's own dialog: the kit's may be what failed to load. */
function FailureDialog({ failure, onClose }: { failure: PartFailureProps; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog ref={dialog} className={styles['dialog']} aria-label={failure.title} onCancel={onClose}>
      <PartFailure {...failure} />
      <div className={styles['end']}>
        <Button size="xs" variant="default" onClick={onClose}>
          Close
        </Button>
      </div>
    </dialog>
  )
}
