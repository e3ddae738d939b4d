import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { GroupWrite } from '#contract/group.ts'
import { groupKey, type GroupRef, readGroup, updateGroupMutation } from '#src/api/groups.ts'
import type { WriteNote } from '#contract/write-note.ts'
import { type GroupChange, type SaveOutcome, saveGroup } from './save-group.ts'

export type SavePhase =
  | 'resting'
  /** Reading the group again. */
  | 'checking'
  /** The change is on its way. */
  | 'sending'
  /** Stopped, and looking what became of it. */
  | 'stopping'
  /** Done; there is nothing left to do here. */
  | 'saved'

/** Saves a group's settings, one attempt at a time. */
export function useSaveGroup(ref: GroupRef) {
  const client = useQueryClient()
  const { mutateAsync } = useMutation(updateGroupMutation(ref))
  const [phase, setPhase] = useState<SavePhase>('resting')
  // Not state: a second click comes before the next rendering.
  const running = useRef<AbortController>(null)

  const read = async (signal: AbortSignal) => {
    const group = await readGroup(ref, signal)
    client.setQueryData(groupKey(ref), group)
    return group
  }
  // Also ends the wait for what the mutation refreshes once the server has answered.
  const write = (group: GroupWrite, note: WriteNote, signal: AbortSignal) =>
    untilAborted(mutateAsync({ group, note, signal }), signal)

  /** Null when an attempt is under way already. */
  async function save(settings: GroupChange): Promise<SaveOutcome | null> {
    if (running.current) return null
    const stop = new AbortController()
    running.current = stop
    setPhase('checking')
    const rest = () => {
      running.current = null
      setPhase('resting')
    }
    try {
      const outcome = await saveGroup(settings, { read, write }, stop.signal, () => setPhase('sending'))
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

  return { phase, save, stop }
}

function untilAborted<Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('Stopped', 'AbortError')), { once: true })
    answer.then(resolve, reject)
  })
}
