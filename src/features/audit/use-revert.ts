import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { AuditEntry } from '#contract/audit-log.ts'
import { refreshGroups } from '#src/api/groups.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log.ts'
import type { Tone } from '#src/ui/tone.ts'
import { readNow, revertEntry, type RevertOutcome } from './revert-entry.ts'

interface RevertProblem {
  tone: Tone
  words: string
}

/** What an entry's thing is now, and the way back. One attempt at a time. */
export function useRevert(entry: AuditEntry, onReverted: () => void) {
  const client = useQueryClient()
  const now = useQuery({
    queryKey: [...AUDIT_LOG_KEY, 'now', entry.id],
    queryFn: ({ signal }) => readNow(entry, signal),
    gcTime: 0,
    staleTime: Infinity,
  })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<RevertProblem | null>(null)
  // Not state: a second click comes before the next rendering.
  const running = useRef(false)

  async function revert(fields: readonly string[], reason: string): Promise<void> {
    if (running.current || now.data === undefined) return
    running.current = true
    setBusy(true)
    setProblem(null)
    try {
      const outcome = await revertEntry(entry, { now: now.data, fields, reason })
      if (outcome.kind === 'changed-meanwhile') await now.refetch()
      if (outcome.kind !== 'reverted') return setProblem(inWords(outcome))
      onReverted()
      await refreshGroups(client)
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { now, busy, problem, revert }
}

const CHANGED: RevertProblem = {
  tone: 'waiting',
  words:
    'Nothing was written: somebody has changed it since this was opened. What is shown goes by what is there now; look at it, then revert once more.',
}

function inWords(outcome: Exclude<RevertOutcome, { kind: 'reverted' }>): RevertProblem {
  if (outcome.kind === 'changed-meanwhile') return CHANGED
  return { tone: 'bad', words: WORDS[outcome.kind](outcome.message) }
}

const WORDS = {
  'not-sent': (message: string) => `Nothing was sent, since it could not be read again: ${message}`,
  refused: (message: string) => `The server refused, and nothing was changed: ${message}`,
  unanswered: (message: string) =>
    `It may or may not have been done: ${message} Try again when the server answers: nothing is written over what was changed meanwhile.`,
}
