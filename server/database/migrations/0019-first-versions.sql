-- What a machine was installed with is the version of its operating system: of the one application that it is in, and of
-- Flatcar among several. Empty where the application's first version is not known.
create function first_version(application_id uuid, machine_id text, aleph_version text) returns text language sql stable
  as $$
    select case
      when application_id = 'e96281a6-d1af-4bde-9a0a-97b76e56dc57'
        or not exists (select from shared_machines s where s.instance_id = machine_id)
      then aleph_version else '' end
  $$;

create or replace function rebuild_version_changes() returns void language plpgsql as $$
  begin
    delete from version_changes;
    insert into version_changes (group_id, at, version, nodes)
      with members as materialized (
        select n.instance_id, n.application_id, n.group_id, n.version, n.created_ts, n.last_check_for_updates,
          n.running_version, n.running_since, n.completed_ts,
          coalesce(nullif(first_version(n.application_id, i.id, i.aleph_version), ''), 'unknown') as first_version
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

-- Versions of the system that were counted as those of another application: no node and no package of it has them.
update version_changes c set version = 'unknown' from groups g
  where g.id = c.group_id and g.application_id <> 'e96281a6-d1af-4bde-9a0a-97b76e56dc57'
    and exists (
      select from instances i join shared_machines s on s.instance_id = i.id where i.aleph_version = c.version
    )
    and not exists (select from packages p where p.application_id = g.application_id and p.version = c.version)
    and not exists (select from instance_applications n where n.group_id = g.id and n.version = c.version)
    and not exists (select from version_spells s where s.group_id = g.id and s.version = c.version);
