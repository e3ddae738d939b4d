import { FAILURE_LOOP } from '#contract/failing-nodes.ts'
import { updatesSinceSuccess } from './failures-in-a-row.ts'
import type { UpdateAttempt } from './update-attempts.ts'

/** How a node fails that does not recover by itself: it was rolled back, or failed in the same way again and again. */
export interface RepeatedFailure {
  /** What it was granted; null where its history doesn't say. */
  version: string | null
  isRollback: boolean
  /** As sent; null for a failure without a code, and for a rollback that was reported as success. */
  errorCode: string | null
  times: number
  /** Older updates that are not known may be more of them. */
  isAtLeast: boolean
  /** When it failed so last, in ms. */
  latest: number
}

/**
 * By the rule of `GET /platte/failing-nodes` (docs/protocol.md, “Rolled back and looping”), from a node's history alone.
 * @param attempts newest first
 * @param isWhole whether these are all updates of the node
 * @param lastCheck of the node, in ms; null where that is not known
 */
export function repeatedFailure(
  attempts: readonly UpdateAttempt[],
  isWhole: boolean,
  lastCheck: number | null,
): RepeatedFailure | null {
  const since = updatesSinceSuccess(attempts, lastCheck)
  const isAtLeast = !isWhole && since.at(-1) === attempts.at(-1)
  const kinds = new Map<string, RepeatedFailure>()
  for (const { ending, errorCode, to, until } of since) {
    if (until === null || (ending !== 'failed' && ending !== 'rolled-back')) continue
    const key = JSON.stringify([ending, errorCode, to])
    const known = kinds.get(key)
    if (known) known.times += 1
    else {
      const isRollback = ending === 'rolled-back'
      kinds.set(key, { version: to, isRollback, errorCode, times: 1, isAtLeast, latest: until })
    }
  }
  return [...kinds.values()].find(({ isRollback, times }) => isRollback || times >= FAILURE_LOOP) ?? null
}
