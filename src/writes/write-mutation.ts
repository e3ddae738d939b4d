import { mutationOptions, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { isAccessError } from '#src/api/api-error.ts'
import { isOutage, recordError } from '#src/api/connection.ts'
import { sessionQuery } from '#src/api/session.ts'
import { type GuardedChange, guardedWrite, type GuardedWriteOptions } from './guarded-write.ts'
import type { WritableResource } from './writable-resource.ts'

interface WriteVariables<Settings> extends GuardedWriteOptions {
  change: GuardedChange<Settings>
}

/** A guarded write of the resource; the caches follow what it found or changed. */
export const writeMutation = <Value, Settings>(resource: WritableResource<Value, Settings>) =>
  mutationOptions({
    mutationKey: ['write', resource.key],
    mutationFn: ({ change, ...options }: WriteVariables<Settings>) => guardedWrite(change, resource, options),
    onSuccess: async (outcome, { signal }, _result, { client }) => {
      if (outcome.kind === 'not-sent' || outcome.kind === 'refused') {
        // The session may have ended, or the role may be another by now.
        if (isOutage(outcome.error)) recordError(outcome.error)
        if (isAccessError(outcome.error)) void client.invalidateQueries(sessionQuery())
        return
      }
      if (resource.queryKey && 'value' in outcome) client.setQueryData(resource.queryKey, outcome.value)
      const refreshed = refreshQueries(client, resource.invalidates)
      if (outcome.kind === 'saved') await untilAborted(refreshed, signal)
    },
  })

/**
 * Refreshes everything below the prefixes, and waits for the queries whose keys they are: these name things, while
 * the numbers and timelines below them may take seconds.
 */
export async function refreshQueries(client: QueryClient, prefixes: readonly QueryKey[]): Promise<void> {
  for (const queryKey of prefixes) void client.invalidateQueries({ queryKey })
  await Promise.all(
    prefixes.map((queryKey) =>
      client.refetchQueries({ queryKey, exact: true, type: 'active' }, { cancelRefetch: false }),
    ),
  )
}

/** Resolves at the latest when the operator stops waiting. */
const untilAborted = (done: Promise<void>, signal: AbortSignal): Promise<void> =>
  Promise.race([
    done,
    new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      else signal.addEventListener('abort', () => resolve(), { once: true })
    }),
  ])
