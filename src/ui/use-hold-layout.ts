import { SECOND_MS } from '#contract/time-units.ts'
import { useHasElapsed } from './use-has-elapsed.ts'

/** A server that takes longer shows what it has. */
const MAX_HOLD_MS = 2 * SECOND_MS

/** Whether to wait with what would be pushed down by something above it that is still being read. */
export function useHoldLayout(isPending: boolean): boolean {
  const isLate = useHasElapsed(true, MAX_HOLD_MS)
  return isPending && !isLate
}
