-- What ran when: the version timeline with `points` is the sum of these changes, whatever its window.

-- Since when the node reports its version and group; null where that is unknown.
alter table instance_applications add column version_since timestamptz;

-- How many nodes of a group began (positive) or ceased (negative) to run a version. Rows are only added, so no check-in
-- waits for another; a job adds up old ones. Like the counts without a foreign key to groups.
create table version_changes (
  group_id uuid not null,
  at timestamptz not null,
  version varchar(255) not null,
  nodes integer not null
);
create index version_changes_group on version_changes (group_id, at) include (version, nodes);

-- A node that is silent for a day is on no timeline until it is back, as in the version breakdown.
create function record_version_change() returns trigger language plpgsql as $$
  declare
    moment timestamptz := case
      when new.version_since is distinct from old.version_since then new.version_since
      else new.last_check_for_updates
    end;
    silent_from timestamptz := old.last_check_for_updates + interval '1 day';
  begin
    insert into version_changes (group_id, at, version, nodes)
      select group_id, at, version, nodes
      from (values
        (old.group_id, least(moment, silent_from), old.version, -1),
        (new.group_id, moment, new.version, 1)
      ) as changes (group_id, at, version, nodes)
      where is_counted_machine(new.instance_id) and exists (select from groups g where g.id = group_id);
    return null;
  end $$;
create trigger trg_instance_applications_update_version after update on instance_applications for each row
  when ((old.group_id, old.version) is distinct from (new.group_id, new.version)
    or new.last_check_for_updates > old.last_check_for_updates + interval '1 day')
  execute function record_version_change();

create function record_version_changes() returns trigger language plpgsql as $$
  begin
    insert into version_changes (group_id, at, version, nodes)
      select group_id, case tg_op when 'DELETE' then last_check_for_updates else coalesce(version_since, created_ts) end,
        version, count(*) * (case tg_op when 'DELETE' then -1 else 1 end)
      from changed c
      where is_counted_machine(instance_id) and exists (select from groups g where g.id = c.group_id)
      group by 1, 2, 3;
    return null;
  end $$;
create trigger trg_instance_applications_insert_version after insert on instance_applications
  referencing new table as changed for each statement execute function record_version_changes();
create trigger trg_instance_applications_delete_version after delete on instance_applications
  referencing old table as changed for each statement execute function record_version_changes();

create function delete_group_version_changes() returns trigger language plpgsql as $$
  begin
    delete from version_changes c using gone where c.group_id = gone.id;
    return null;
  end $$;
create trigger trg_groups_delete_versions after delete on groups
  referencing old table as gone for each statement execute function delete_group_version_changes();

-- For nodes whose changes nobody recorded: by the updates that they completed in their group, before the first of them the
-- version that they were installed with, or 'unknown', which no node can report.
create function rebuild_version_changes() returns void language plpgsql as $$
  begin
    delete from version_changes;
    insert into version_changes (group_id, at, version, nodes)
      with members as materialized (
        select n.instance_id, n.application_id, n.group_id, n.version, n.created_ts, n.last_check_for_updates,
          n.running_version, n.running_since, n.completed_ts, coalesce(nullif(i.aleph_version, ''), 'unknown') as first_version
        from instance_applications n join instances i on i.id = n.instance_id
        where n.group_id is not null and is_counted_machine(n.instance_id)
      ),
      spells as (
        select instance_id, application_id, group_id, created_ts as since,
          case when completed_ts is null then version else first_version end as version, 0 as place
        from members
        union all
        select m.instance_id, m.application_id, m.group_id, greatest(s.since, m.created_ts), s.version, 1
        from members m join version_spells s using (instance_id, application_id)
        union all
        select instance_id, application_id, group_id, greatest(running_since, created_ts), coalesce(running_version, version), 2
        from members where completed_ts is not null
        union all
        select instance_id, application_id, group_id, last_check_for_updates, version, 3
        from members where completed_ts is not null and version is distinct from running_version
      ),
      changes as (
        select group_id, since, version,
          lag(version) over (partition by instance_id, application_id order by since, place) as before
        from spells
      )
      select group_id, since, version, sum(nodes) from (
        select group_id, since, version, 1 as nodes from changes where version is distinct from before
        union all
        select group_id, since, before, -1 from changes where before is not null and version is distinct from before
      ) as both_sides
      group by 1, 2, 3 having sum(nodes) <> 0;
  end $$;
select rebuild_version_changes();
