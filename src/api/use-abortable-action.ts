import { useRef, useState } from 'react'
import type { SavePhase } from '#src/lib/save-phase.ts'

/** Lets one write run at a time, tells how far it is, and stops it. */
export function useAbortableAction() {
  const [phase, setPhase] = useState<SavePhase>('resting')
  // Not state: a second click comes before the next rendering.
  const running = useRef<AbortController>(null)

  /** Null when one is under way already, or has saved. */
  async function attempt<Outcome extends { kind: string }>(
    work: (signal: AbortSignal, onSending: () => void) => Promise<Outcome>,
  ): Promise<Outcome | null> {
    if (running.current) return null
    const stop = new AbortController()
    running.current = stop
    setPhase('checking')
    const rest = () => {
      running.current = null
      setPhase('resting')
    }
    try {
      const outcome = await work(stop.signal, () => setPhase('sending'))
      if (outcome.kind === 'saved') setPhase('saved')
      else rest()
      return outcome
    } catch (error) {
      rest()
      throw error
    }
  }

  const stop = () => {
    if (phase === 'sending') setPhase('stopping')
    running.current?.abort()
  }

  return { phase, attempt, stop }
}
