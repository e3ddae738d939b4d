import { sql } from 'kysely'

export const rebuildCounts = [
  // Counts everything anew, by what is in the tables. Nobody else may write meanwhile.
  sql`create function rebuild_kept_counts() returns void language plpgsql as $$
    begin
      perform refresh_version_spells(array_agg(instance_id), array_agg(application_id))
        from instance_applications;
      delete from node_counts;
      delete from history_counts;
      delete from version_spell_counts;
      delete from shared_machines;
      insert into node_counts (group_id, version, status, counted, nodes)
        select group_id, version, status, is_counted_machine(instance_id), count(*)
        from instance_applications where group_id is not null group by 1, 2, 3, 4;
      insert into history_counts (group_id, hourly, bucket, status, version, entries)
        select group_id, hourly, case when hourly then hour_of(bucket) else bucket end, status, version, sum(entries)
        from (
          select group_id, minute_of(created_ts) as bucket, status, version, count(*) as entries
          from instance_status_history where group_id is not null and is_counted_machine(instance_id)
          group by 1, 2, 3, 4
        ) as minutes, (values (true), (false)) as widths (hourly)
        group by 1, 2, 3, 4, 5;
      insert into version_spell_counts (group_id, until_hour, since_hour, version, nodes)
        select group_id, hour_of(until), hour_of(since), version, count(*) from (
          select group_id, until, since, version from version_spells
          union all
          select group_id, 'infinity', shown_since, shown_version from instance_applications
          where group_id is not null and shown_version is not null and is_counted_machine(instance_id)
        ) as spells group by 1, 2, 3, 4;
      insert into shared_machines
        select instance_id from instance_applications group by 1 having count(*) > 1;
    end $$`,
]
