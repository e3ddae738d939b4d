import { Button, Loader } from '@mantine/core'
import { type ReactNode, type Ref, useEffect, useId, useRef } from 'react'
import { Link } from 'react-router'
import styles from './SaveBar.module.css'
import { useIsSlow, NO_RESPONSE } from './use-is-slow.ts'

/** How far a write is. */
export type SavePhase =
  | 'idle'
  /** Reading the resource again. */
  | 'checking'
  | 'sending'
  /** Stopped, and finding out whether the change took effect. */
  | 'stopping'
  | 'saved'

interface SaveBarProps {
  /** Of the button that saves. */
  ref?: Ref<HTMLButtonElement> | undefined
  /** On that button. */
  label?: ReactNode
  /** Shown while the resource is read again: "Checking that …". */
  checking: string
  /** Shown while the change is sent: "Deleting …". */
  sending?: string
  /** Warns by colour. */
  danger?: boolean
  phase: SavePhase
  /** Undefined when it can be saved. */
  disabledReason: string | undefined
  onStop: () => void
  /** URL of the page the operator came from, or a function that closes the form. */
  backTo: string | (() => void)
}

const PROGRESS: Record<Exclude<SavePhase, 'idle' | 'checking' | 'sending'>, string> = {
  stopping: 'Stopped. Checking whether the change took effect …',
  saved: 'Saved.',
}

const describeSlowness = (phase: SavePhase) =>
  phase === 'sending' ? `${NO_RESPONSE} “Stop” checks whether the change took effect.` : NO_RESPONSE

/** Saves, stops a slow save, or leaves. */
export function SaveBar(props: SaveBarProps) {
  const {
    ref,
    label = 'Save',
    checking,
    sending = 'Saving …',
    danger = false,
    phase,
    disabledReason,
    onStop,
    backTo,
  } = props
  const words = { ...PROGRESS, idle: disabledReason, checking, sending }
  const reasonId = useId()
  const isBusy = phase !== 'idle'
  const isSlow = useIsSlow(isBusy && phase !== 'saved')
  const isOff = isBusy || disabledReason !== undefined
  const progress = useRef<HTMLParagraphElement>(null)
  // The form disables its fields while it saves, and a disabled field loses the focus. It does not go to “Stop”,
  // which an Enter held down would press.
  useEffect(() => {
    if (isBusy) progress.current?.focus({ preventScroll: true })
  }, [isBusy])
  return (
    <div className={styles['bar']}>
      <Button
        ref={ref}
        type="submit"
        {...(danger && { color: 'red.9' })}
        aria-disabled={isOff}
        {...(isOff && { 'data-disabled': true })}
        aria-describedby={reasonId}
        leftSection={isBusy && <Loader size={14} color="currentColor" aria-hidden />}
      >
        {label}
      </Button>
      {isBusy ? <StopButton phase={phase} onStop={onStop} /> : <CancelButton backTo={backTo} />}
      <p
        id={reasonId}
        ref={progress}
        tabIndex={-1}
        aria-live="polite"
        data-state={isBusy ? 'busy' : undefined}
        className={styles['words']}
      >
        {words[phase]} {isSlow && describeSlowness(phase)}
      </p>
    </div>
  )
}

const StopButton = ({ phase, onStop }: Pick<SaveBarProps, 'phase' | 'onStop'>) =>
  phase === 'saved' ? null : (
    <Button variant="default" onClick={onStop} disabled={phase === 'stopping'} className={styles['stop']}>
      Stop
    </Button>
  )

const CancelButton = ({ backTo }: Pick<SaveBarProps, 'backTo'>) =>
  typeof backTo === 'function' ? (
    <Button variant="default" onClick={backTo}>
      Cancel
    </Button>
  ) : (
    <Button variant="default" component={Link} to={backTo}>
      Cancel
    </Button>
  )
