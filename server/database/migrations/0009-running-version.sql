-- The version that the version timeline counts a node with, and since when.
-- Trigger conditions and generated columns follow the renamed columns; these functions have them as text.
alter table instance_applications rename column shown_version to running_version;
alter table instance_applications rename column shown_since to running_since;
alter index instance_applications_shown rename to instance_applications_running;

create or replace function rebuild_kept_counts() returns void language plpgsql as $$
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
        select group_id, 'infinity', running_since, running_version from instance_applications
        where group_id is not null and running_version is not null and is_counted_machine(instance_id)
      ) as spells group by 1, 2, 3, 4;
    insert into shared_machines
      select instance_id from instance_applications group by 1 having count(*) > 1;
  end $$;

create or replace function count_changed_nodes() returns trigger language plpgsql as $$
  begin
    insert into node_counts as kept (group_id, version, status, counted, nodes)
      select group_id, version, status, is_counted_machine(instance_id), sum(change)
      from (
        select instance_id, group_id, version, status, case tg_op when 'DELETE' then -1 else 1 end as change from changed
      ) as changes
      where exists (select from groups g where g.id = group_id)
      group by 1, 2, 3, 4 having sum(change) <> 0 order by 1, 2, 3, 4
      on conflict (group_id, version, status, counted) do update set nodes = kept.nodes + excluded.nodes;
    insert into version_spell_counts as kept (group_id, until_hour, since_hour, version, nodes)
      select group_id, hour_of(until), hour_of(since), version, sum(change)
      from (
        select instance_id, group_id, running_version as version, running_since as since,
          'infinity'::timestamptz as until, case tg_op when 'DELETE' then -1 else 1 end as change
        from changed
      ) as changes
      where exists (select from groups g where g.id = group_id) and version is not null and is_counted_machine(instance_id)
      group by 1, 2, 3, 4 having sum(change) <> 0 order by 1, 2, 3, 4
      on conflict (group_id, until_hour, since_hour, version) do update set nodes = kept.nodes + excluded.nodes;
    if tg_op = 'INSERT' then
      insert into shared_machines select instance_id from changed c
        where exists (
          select from instance_applications o
          where o.instance_id = c.instance_id and o.application_id <> c.application_id
        )
        on conflict do nothing;
    end if;
    return null;
  end $$;

create or replace function count_changed_node() returns trigger language plpgsql as $$
  begin
    if (old.group_id, old.version, old.status) is distinct from (new.group_id, new.version, new.status) then
      insert into node_counts as kept (group_id, version, status, counted, nodes)
        select group_id, version, status, is_counted_machine(instance_id), sum(change)
        from (
          select old.instance_id, old.group_id, old.version, old.status, -1 as change
          union all
          select new.instance_id, new.group_id, new.version, new.status, 1
        ) as changes
        where exists (select from groups g where g.id = group_id)
        group by 1, 2, 3, 4 having sum(change) <> 0 order by 1, 2, 3, 4
        on conflict (group_id, version, status, counted) do update set nodes = kept.nodes + excluded.nodes;
    end if;
    insert into version_spell_counts as kept (group_id, until_hour, since_hour, version, nodes)
      select group_id, hour_of(until), hour_of(since), version, sum(change)
      from (
        select old.instance_id, old.group_id, old.running_version as version, old.running_since as since,
          'infinity'::timestamptz as until, -1 as change
        union all
        select new.instance_id, new.group_id, new.running_version, new.running_since, 'infinity', 1
      ) as changes
      where exists (select from groups g where g.id = group_id) and version is not null and is_counted_machine(instance_id)
      group by 1, 2, 3, 4 having sum(change) <> 0 order by 1, 2, 3, 4
      on conflict (group_id, until_hour, since_hour, version) do update set nodes = kept.nodes + excluded.nodes;
    -- Its spells are those of its updates in the new group. A node without a group is on no timeline.
    if old.group_id is distinct from new.group_id and new.group_id is not null then
      perform refresh_version_spells(array[new.instance_id], array[new.application_id]);
    end if;
    return null;
  end $$;
