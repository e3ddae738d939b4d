import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { FormProblem } from '#src/ui/FormProblemSummary.tsx'
import type { SavePhase } from '#src/ui/SaveBar.tsx'
import { refreshQueries } from './write-mutation.ts'
import { describeSeveral, type OneWrite, type SeveralOutcomes, writeSeveral } from './write-several.ts'

/** Makes several writes one after the other. Where some fail, the problem names what was saved and what was not. */
export function useSeveralWrites<Value, Settings>(onDone: (outcomes: SeveralOutcomes) => void) {
  const client = useQueryClient()
  const [phase, setPhase] = useState<SavePhase>('idle')
  const [problem, setProblem] = useState<FormProblem | null>(null)
  // Not state: a second click comes before the next rendering.
  const running = useRef<AbortController>(null)

  async function write(writes: readonly OneWrite<Value, Settings>[]): Promise<void> {
    if (running.current) return
    const { signal } = (running.current = new AbortController())
    setProblem(null)
    setPhase('sending')
    try {
      const outcomes = await writeSeveral(writes, signal)
      await refreshQueries(
        client,
        writes.flatMap(({ resource }) => resource.invalidates),
      )
      setProblem(describeSeveral(outcomes))
      if (outcomes.failed.length === 0) onDone(outcomes)
    } finally {
      running.current = null
      setPhase('idle')
    }
  }
  return {
    phase,
    problem,
    write: (writes: readonly OneWrite<Value, Settings>[]) => void write(writes),
    stop: () => running.current?.abort(),
  }
}
