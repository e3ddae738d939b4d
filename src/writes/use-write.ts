import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FormProblem } from '#src/ui/FormProblemSummary.tsx'
import { notify } from '#src/ui/notify.ts'
import type { SavePhase } from '#src/ui/SaveBar.tsx'
import { describeWriteProblem } from './describe-write-problem.ts'
import type { GuardedChange, SavedOutcome, UnsavedOutcome } from './guarded-write.ts'
import type { WritableResource } from './writable-resource.ts'
import { writeMutation } from './write-mutation.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

interface WriteHandlers<Value, Settings> {
  /** Announces the write; called even after the operator has left. */
  onSaved: (outcome: SavedOutcome<Value, Settings>) => void
  /** Leaves the form; not called once the operator has left. */
  onDone: (outcome: SavedOutcome<Value, Settings>) => void
  /** Handles an outcome in the form's own way: returns its problem, null for none, or undefined for the usual one. */
  onUnsaved?: (outcome: UnsavedOutcome<Value, Settings>) => FormProblem | null | undefined
}

/** Writes a resource, one attempt at a time, and describes why the latest attempt failed. */
export function useWrite<Value, Settings>(
  resource: WritableResource<Value, Settings>,
  { onSaved, onDone, onUnsaved }: WriteHandlers<Value, Settings>,
) {
  const { mutateAsync } = useMutation(writeMutation(resource))
  const [phase, setPhase] = useState<SavePhase>('idle')
  const [problem, setProblem] = useState<FormProblem | null>(null)
  const [attempts, setAttempts] = useState(0)
  // Not state: a second click comes before the next rendering, and so may leaving.
  const running = useRef<AbortController>(null)
  const isSaved = useRef(false)
  const isShown = useIsShown()

  const report = (problem: FormProblem | null) => {
    setProblem(problem)
    setAttempts((attempts) => attempts + 1)
  }

  function fail(outcome: UnsavedOutcome<Value, Settings>) {
    if (isShown.current) {
      const own = onUnsaved?.(outcome)
      return report(own === undefined ? describeWriteProblem(outcome, resource) : own)
    }
    const { title, words } = describeWriteProblem(outcome, resource)
    notify({
      tone: 'failed',
      title: `Failed to save ${resource.noun} ${isolateText(resource.name)}`,
      message: `${title} ${words}`,
    })
  }

  async function write(change: GuardedChange<Settings>): Promise<void> {
    if (running.current || isSaved.current) return
    const controller = (running.current = new AbortController())
    setProblem(null)
    setPhase('checking')
    try {
      const { signal } = controller
      const outcome = await mutateAsync({ change, signal, onSending: () => setPhase('sending') })
      if (outcome.kind !== 'saved') return fail(outcome)
      isSaved.current = true
      onSaved(outcome)
      if (isShown.current) onDone(outcome)
    } finally {
      running.current = null
      setPhase(isSaved.current ? 'saved' : 'idle')
    }
  }

  return {
    phase,
    problem,
    /** Changes with every report. */
    attempts,
    write: (change: GuardedChange<Settings>) => void write(change),
    report,
    stop: () => {
      if (phase === 'sending') setPhase('stopping')
      running.current?.abort()
    },
    /** For a guard of unsaved edits. */
    mayLeave: useCallback(() => isSaved.current, []),
  }
}

/** Whether the component is on the screen, for what ends after it may have gone. */
export function useIsShown() {
  const isShown = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  return isShown
}
