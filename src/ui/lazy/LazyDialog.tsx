import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { SECOND_MS } from '#contract/time-units.ts'
import { SlowResponse } from '#src/ui/SlowResponse.tsx'
import { useIsSlow } from '#src/ui/use-is-slow.ts'
import styles from './LazyDialog.module.css'
import { LazyView } from './LazyView.tsx'
import type { LazyComponent } from './lazy-component.ts'
import { LoadFailure, type LoadFailureProps } from './LoadFailure.tsx'

interface LazyDialogProps<Props> {
  component: LazyComponent<Props>
  /** What failed, if it does: "Failed to load the palette". */
  failureTitle: string
  /** Of the dialog itself. One that stays mounted while it is closed says so by `opened`. */
  props: Props
}

/**
 * A dialog whose code loads when it is first opened. If that takes long or fails, a dialog says so, and the page stays.
 */
export function LazyDialog<Props extends { onClose: () => void; opened?: boolean }>({
  component,
  failureTitle,
  props,
}: LazyDialogProps<Props>) {
  return (
    <LazyView
      component={component}
      failureTitle={failureTitle}
      props={props}
      loading={props.opened !== false && <LoadingDialog onClose={props.onClose} />}
      renderFailure={(failure) =>
        props.opened !== false && <FailureDialog failure={failure} onClose={props.onClose} />
      }
    />
  )
}

/** Most code arrives sooner, and a dialog that flashes helps nobody. */
const SHOW_LOADING_AFTER_MS = SECOND_MS

function LoadingDialog({ onClose }: { onClose: () => void }) {
  const isSlow = useIsSlow(true, SHOW_LOADING_AFTER_MS)
  return (
    isSlow && (
      <PlainDialog label="Loading the dialog" closeLabel="Cancel" isLoading onClose={onClose}>
        <p>Loading the dialog …</p>
        <SlowResponse />
      </PlainDialog>
    )
  )
}

const FailureDialog = ({ failure, onClose }: { failure: LoadFailureProps; onClose: () => void }) => (
  <PlainDialog label={failure.title} closeLabel="Close" onClose={onClose}>
    <LoadFailure {...failure} />
  </PlainDialog>
)

interface PlainDialogProps {
  label: string
  closeLabel: string
  isLoading?: boolean
  onClose: () => void
  children: ReactNode
}

/** The browser's own dialog: the kit's may be what failed to load. */
function PlainDialog({ label, closeLabel, isLoading = false, onClose, children }: PlainDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Not on the button: what is typed ahead would press it.
    element?.focus()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={styles['dialog']}
      aria-label={label}
      data-loading={isLoading || undefined}
      onCancel={onClose}
    >
      {children}
      <div className={styles['end']}>
        <Button size="xs" variant="default" onClick={onClose}>
          {closeLabel}
        </Button>
      </div>
    </dialog>
  )
}
