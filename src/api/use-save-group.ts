import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { GroupWrite } from '#contract/group.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { groupKey, type GroupRef, readGroup, updateGroupMutation } from '#src/api/groups.ts'
import { type GroupEvent, saveGroup } from './save-group.ts'
import { useAbortableAction } from './use-abortable-action.ts'

/** Saves a group's settings, one attempt at a time. */
export function useSaveGroup(ref: GroupRef) {
  const client = useQueryClient()
  const { mutateAsync } = useMutation(updateGroupMutation(ref))
  const { phase, attempt, stop } = useAbortableAction()

  const read = async (signal: AbortSignal) => {
    const group = await readGroup(ref, signal)
    client.setQueryData(groupKey(ref), group)
    return group
  }
  // Also ends the wait for what the mutation refreshes once the server has answered.
  const write = (group: GroupWrite, note: WriteContext, signal: AbortSignal) =>
    untilAborted(mutateAsync({ group, note, signal }), signal)

  /** Null when an attempt is under way already. */
  const save = (settings: GroupEvent) =>
    attempt((signal, onSending) => saveGroup(settings, { read, write }, signal, onSending))

  return { phase, save, stop }
}

function untilAborted<Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('Stopped', 'AbortError')), { once: true })
    answer.then(resolve, reject)
  })
}
