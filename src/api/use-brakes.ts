import { useQuery } from '@tanstack/react-query'
import type { PlatteStatus } from '#contract/platte.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'

/** Safe mode's brakes: undefined until they are known, null where no server tells (or ours failed to). */
export function useBrakes(): PlatteStatus['safe_mode_brakes'] | undefined {
  const { data, isError } = useQuery(platteStatusQuery())
  if (data === undefined) return isError ? null : undefined
  return data?.safe_mode_brakes ?? null
}
