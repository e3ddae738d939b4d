import { Button, Loader } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import type { SavePhase } from '#src/lib/save-phase.ts'
import styles from './PauseDialog.module.css'

interface SwitchBarProps {
  verb: string
  subject: string
  phase: SavePhase
  /** Why there is nothing to do; undefined when there is. */
  disabledReason: string | undefined
  onStop: () => void
  onCancel: () => void
}

const PROGRESS: Record<Exclude<SavePhase, 'resting'>, string> = {
  checking: 'Looking whether the group is still as you saw it …',
  sending: 'Sent; waiting for the server’s answer …',
  stopping: 'Stopped; looking what became of the change …',
  saved: 'Done.',
}

/** Does it, stops what takes its time, or leaves. */
export function SwitchBar({ verb, subject, phase, disabledReason, onStop, onCancel }: SwitchBarProps) {
  const wordsId = useId()
  const isBusy = phase !== 'resting'
  const isOff = isBusy || disabledReason !== undefined
  const progress = useRef<HTMLParagraphElement>(null)
  // Not to “Stop”, which an Enter held down would press.
  useEffect(() => {
    if (isBusy) progress.current?.focus({ preventScroll: true })
  }, [isBusy])
  return (
    <div className={styles['bar']}>
      <Button
        type="submit"
        aria-disabled={isOff}
        {...(isOff && { 'data-disabled': true })}
        aria-describedby={wordsId}
        leftSection={isBusy && <Loader size={14} color="currentColor" aria-hidden />}
      >
        {verb} {subject}
      </Button>
      <Button variant="default" onClick={isBusy ? onStop : onCancel} disabled={phase === 'stopping'}>
        {isBusy ? 'Stop' : 'Cancel'}
      </Button>
      <p id={wordsId} ref={progress} tabIndex={-1} aria-live="polite" className={styles['words']}>
        {phase === 'resting' ? disabledReason : PROGRESS[phase]}
      </p>
    </div>
  )
}
