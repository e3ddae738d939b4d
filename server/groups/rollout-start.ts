import { sql } from 'kysely'
import { ACTIVITY_CLASS } from '#contract/activity.ts'

/**
 * When the rollout of the channel's package started; null when it hasn't. Needs the group as `g`, its channel as `c`
 * and the channel's package as `p`. A rollout starts with the first grant after the channel got the package; later
 * "rollout started" entries of the same version only repeat it every 24 hours.
 */
export const rolloutStart = sql<Date | null>`
  select min(a.created_ts) from activities a
  where a.group_id = g.id and a.class = ${ACTIVITY_CLASS.rolloutStarted} and a.version = p.version
    and a.created_ts >= coalesce((
      select max(promoted.created_ts) from activities promoted
      where promoted.channel_id = c.id and promoted.class = ${ACTIVITY_CLASS.channelPackageUpdated}
        and promoted.version = p.version
    ), '-infinity')`
