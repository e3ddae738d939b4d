import * as z from 'zod/mini'
import { intervalSeconds } from './interval.ts'
import { text } from './primitives.ts'
import { isTimeZone } from './time-zone.ts'

/** The smallest limit that the server treats as no limit (docs/protocol.md, “Enumerations”). */
export const UNLIMITED = 900_000

/** Whether `policy_max_updates_per_period` is no limit. */
export const isUnlimited = (limit: number): boolean => limit >= UNLIMITED

/** PostgreSQL's `integer`, in which the limit is stored. */
const MAX_LIMIT = 2_147_483_647

/** Intervals that only PostgreSQL can read are valid here; the server checks them. */
const interval = (name: string) =>
  text(name, 20, 1).check(
    z.refine((value) => intervalSeconds(value) !== 0, `${name} must be above zero, such as "15 minutes"`),
  )

/** The schemas of a group's seven policy fields. */
export const updatePolicyShape = {
  policy_updates_enabled: z.boolean('policy_updates_enabled must be true or false'),
  policy_safe_mode: z.boolean('policy_safe_mode must be true or false'),
  /** Monday to Friday, 9 to 17 in `policy_timezone`. */
  policy_office_hours: z.boolean('policy_office_hours must be true or false'),
  /** Empty means none. */
  policy_timezone: text('policy_timezone', 40).check(
    z.refine(
      (zone) => zone === '' || isTimeZone(zone),
      'policy_timezone must be an IANA name such as Europe/Berlin',
    ),
  ),
  policy_period_interval: interval('policy_period_interval'),
  /** Limits both the grants of one period and the updates in progress. */
  policy_max_updates_per_period: z
    .int('policy_max_updates_per_period must be a whole number')
    .check(
      z.gte(1, 'policy_max_updates_per_period must be 1 or more'),
      z.lte(MAX_LIMIT, `policy_max_updates_per_period can be at most ${MAX_LIMIT}`),
    ),
  policy_update_timeout: interval('policy_update_timeout'),
} as const
