import { sql } from 'kysely'
import { ACTIVITY_CLASS } from '#contract/activity.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'

const startedActivity = sql`activities a
  where a.group_id = g.id and a.class = ${ACTIVITY_CLASS.rolloutStarted} and a.version = p.version`

/**
 * When the rollout of the channel's package started; null when it hasn't. Needs the group as `g`, its channel as `c`
 * and the channel's package as `p`. A rollout starts with the first grant after the channel got the package; later
 * "rollout started" entries of the same version only repeat it every 24 hours. One from shortly before the channel got
 * the package, as by a promotion that was reverted, keeps the server from writing another (docs/protocol.md, “Deciding
 * an update check”, step 13): for as long as it does, the history alone has the first grant.
 */
export const rolloutStart = sql<Date | null>`
  select least(
    (select min(a.created_ts) from ${startedActivity} and a.created_ts >= promoted.ts),
    (
      select h.created_ts from instance_status_history h
      where h.group_id = g.id and h.status = ${INSTANCE_STATUS.updateGranted} and h.version = p.version
        and h.created_ts >= promoted.ts
        and h.created_ts < (
          select max(a.created_ts) + interval '24 hours' from ${startedActivity} and a.created_ts < promoted.ts
        )
      order by h.created_ts limit 1
    )
  ) from (
    select coalesce(max(entry.created_ts), '-infinity') as ts from activities entry
    where entry.channel_id = c.id and entry.class = ${ACTIVITY_CLASS.channelPackageUpdated}
      and entry.version = p.version
  ) as promoted`
