import { SECOND_MS } from '#contract/time-units.ts'
import { useAfter } from './use-after.ts'

/** A server that takes longer shows what it has. */
const MOST_MS = 2 * SECOND_MS

/** Whether to wait with what would be pushed down by something above it that is still being read. */
export function useAwaits(isPending: boolean): boolean {
  const isLate = useAfter(true, MOST_MS)
  return isPending && !isLate
}
