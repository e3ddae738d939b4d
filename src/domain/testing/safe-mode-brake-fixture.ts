import type { PlatteStatus } from '#contract/platte-status.ts'
import { id } from './fixture-ids.ts'

type SafeModeBrake = NonNullable<PlatteStatus['safe_mode_brakes']>[number]

/** Safe mode has stopped the group: as many updates timed out as its limit allows. */
export const safeModeBrake = (n: number, over: Partial<SafeModeBrake> = {}): SafeModeBrake => ({
  application_id: id(0),
  group_id: id(n),
  tripped_ts: '2026-03-04T10:00:00Z',
  updates_timed_out: 2,
  limit: 2,
  ...over,
})
