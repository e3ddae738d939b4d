import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useRef } from 'react'
import { notify } from '#src/ui/notify.ts'
import { useIsSlow, NO_RESPONSE } from '#src/ui/use-is-slow.ts'
import { describeWriteProblem } from './describe-write-problem.ts'
import type { GuardedChange, WriteOutcome } from './guarded-write.ts'
import type { WritableResource } from './writable-resource.ts'
import { WriteButton } from './WriteButton.tsx'
import { writeMutation } from './write-mutation.ts'

/** How to take a write back: a write of its own, under the same guard. */
export interface Undo<Value, Settings> {
  /** On the button. */
  label: ReactNode
  change: GuardedChange<Settings>
  /** Announces the resource as it is again. */
  describeUndone: (value: Value) => { title: ReactNode; message: ReactNode }
  onEnd?: (outcome: WriteOutcome<Value, Settings>) => void
}

interface UndoWriteButtonProps<Value, Settings> {
  resource: WritableResource<Value, Settings>
  undo: Undo<Value, Settings>
}

/** Undoes a write, one attempt at a time, and replaces the write's notification by the result. */
export function UndoWriteButton<Value, Settings>({ resource, undo }: UndoWriteButtonProps<Value, Settings>) {
  const { mutateAsync, isPending } = useMutation(writeMutation(resource))
  const isSlow = useIsSlow(isPending)
  // Not state: a second click comes before the next rendering.
  const running = useRef<AbortController>(null)

  async function press() {
    if (running.current) return
    const { signal } = (running.current = new AbortController())
    try {
      const outcome = await mutateAsync({ change: undo.change, signal })
      undo.onEnd?.(outcome)
      notify({ id: resource.key, ...describeUndo(outcome, resource, undo) })
    } finally {
      running.current = null
    }
  }

  return (
    <div>
      <WriteButton
        size="compact-xs"
        variant="default"
        mt={6}
        loading={isPending}
        onClick={() => void press()}
      >
        {undo.label}
      </WriteButton>
      {isSlow && (
        <output>
          {NO_RESPONSE}{' '}
          <Button size="compact-xs" variant="default" onClick={() => running.current?.abort()}>
            Stop
          </Button>
        </output>
      )}
    </div>
  )
}

function describeUndo<Value, Settings>(
  outcome: WriteOutcome<Value, Settings>,
  resource: WritableResource<Value, Settings>,
  { describeUndone }: Undo<Value, Settings>,
) {
  if (outcome.kind === 'saved') return { tone: 'undone', ...describeUndone(outcome.value) } as const
  const { title, words } = describeWriteProblem(outcome, resource)
  return {
    tone: 'failed',
    title: (
      <>
        Failed to undo the change of <bdi>{resource.name}</bdi>
      </>
    ),
    message: `${title} ${words}`,
  } as const
}
