import { Button, Loader } from '@mantine/core'
import { type Ref, useEffect, useId, useRef } from 'react'
import { Link } from 'react-router'
import type { SavePhase } from '#src/lib/save-phase.ts'
import styles from './SaveBar.module.css'

interface SaveBarProps {
  /** The button that saves. */
  ref?: Ref<HTMLButtonElement> | undefined
  /** On that button. */
  label?: string
  /** What is done first, in words: "Looking whether …". */
  checking: string
  /** What is done is not to be done lightly. */
  danger?: boolean
  phase: SavePhase
  /** Why there is nothing to save; undefined when there is. */
  disabledReason: string | undefined
  onStop: () => void
  /** Where the operator came from, or what leads back there. */
  backTo: string | (() => void)
}

const PROGRESS: Record<Exclude<SavePhase, 'resting' | 'checking'>, string> = {
  sending: 'Saving …',
  stopping: 'Stopped; looking what became of the change …',
  saved: 'Saved.',
}

/** Saves, stops a save that takes its time, or leaves. */
export function SaveBar(props: SaveBarProps) {
  const { ref, label = 'Save', checking, danger = false, phase, disabledReason, onStop, backTo } = props
  const reasonId = useId()
  const isBusy = phase !== 'resting'
  const isOff = isBusy || disabledReason !== undefined
  const progress = useRef<HTMLParagraphElement>(null)
  // The fields are disabled meanwhile, and a disabled one would lose the focus to nowhere. Not to “Stop”
  // either, which an Enter held down would press.
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
      {isBusy ? (
        phase !== 'saved' && (
          <Button
            variant="default"
            onClick={onStop}
            disabled={phase === 'stopping'}
            className={styles['stop']}
          >
            Stop
          </Button>
        )
      ) : typeof backTo === 'function' ? (
        <Button variant="default" onClick={backTo}>
          Cancel
        </Button>
      ) : (
        <Button variant="default" component={Link} to={backTo}>
          Cancel
        </Button>
      )}
      <p
        id={reasonId}
        ref={progress}
        tabIndex={-1}
        aria-live="polite"
        data-state={isBusy ? 'busy' : undefined}
        className={styles['words']}
      >
        {phase === 'resting' ? disabledReason : phase === 'checking' ? checking : PROGRESS[phase]}
      </p>
    </div>
  )
}
