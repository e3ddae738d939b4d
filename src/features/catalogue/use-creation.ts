import { useCallback, useEffect, useRef, useState } from 'react'
import type { ApiError } from '#src/api/api-error.ts'
import { type CreateAccess, createIdempotently } from '#src/api/create-once.ts'
import { useAbortableAction } from '#src/api/use-abortable-action.ts'
import { notify } from '#src/ui/notify.ts'
import { creationProblem, type FormProblem } from './creation-problem.ts'

interface CreationOptions<Thing> {
  /** What it is: "package". */
  what: string
  /** Its name, for who is told: "4100.0.0 (amd64)". */
  nameOf: (thing: Thing) => string
  /** Puts a refusal at the fields that it is about. */
  onRefused: (error: ApiError) => void
  /** Something else has its key. */
  onTaken: () => void
  /** Not called once the form has been left. */
  onCreated: () => void
}

/** Makes something new from a form, once, and tells what became of it. */
export function useCreation<Thing>(options: CreationOptions<Thing>) {
  const { what, nameOf, onRefused, onTaken, onCreated } = options
  const { phase, attempt, stop } = useAbortableAction()
  const [problem, setProblem] = useState<FormProblem | null>(null)
  const [attempts, setAttempts] = useState(0)
  const isDone = useRef(false)
  const mayLeave = useCallback(() => isDone.current, [])
  const isShown = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])

  async function create(access: CreateAccess<Thing>) {
    tell(null)
    const outcome = await attempt((signal, onSending) => createIdempotently(access, signal, onSending))
    if (outcome === null) return
    if (outcome.kind === 'saved') {
      const title = `Added ${what} ${nameOf(outcome.thing)}`
      const message = outcome.answered ? '' : 'It was there when Platte looked for it.'
      notify({ tone: 'done', title, message })
      isDone.current = true
      if (isShown.current) onCreated()
      return
    }
    const problem: FormProblem =
      outcome.kind === 'taken'
        ? { tone: 'bad', title: `Nothing was sent: there is another such ${what} already.`, words: '' }
        : creationProblem(outcome, what)
    if (!isShown.current) {
      const { title, words: message } = problem
      notify({ tone: 'failed', title, message })
      return
    }
    if (outcome.kind === 'taken') onTaken()
    if (outcome.kind === 'refused') onRefused(outcome.error)
    tell(problem)
  }

  const tell = (problem: FormProblem | null) => {
    setProblem(problem)
    setAttempts((attempts) => attempts + 1)
  }

  return {
    phase,
    stop,
    create,
    problem,
    tell,
    /** Changes with every attempt. */
    attempts,
    /** Asked at the moment of leaving. */
    mayLeave,
  }
}
