import { sql } from 'kysely'
import { ACTIVITY_CLASS } from '#contract/activity.ts'

/**
 * When the rollout of a channel's package started in a group, null where it has not; of a group `g`, its channel `c`
 * and that one's package `p`. It starts with the first grant since the channel was pointed at the package: a later
 * "rollout started" of the same version only says that a day has passed.
 */
export const rolloutStart = sql<Date | null>`
  select min(a.created_ts) from activities a
  where a.group_id = g.id and a.class = ${ACTIVITY_CLASS.rolloutStarted} and a.version = p.version
    and a.created_ts >= coalesce((
      select max(promoted.created_ts) from activities promoted
      where promoted.channel_id = c.id and promoted.class = ${ACTIVITY_CLASS.channelPackageUpdated}
        and promoted.version = p.version
    ), '-infinity')`
