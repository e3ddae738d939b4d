-- A grant counts in the group that made it, wherever the node checks in later: moving could otherwise pass every limit.
alter table instance_applications add column granted_group_id uuid references groups on delete set null;
drop index instance_applications_grants;
drop index instance_applications_targets;
drop index instance_applications_updating;
update instance_applications set granted_group_id = group_id where last_update_granted_ts is not null;
create index instance_applications_grants on instance_applications (granted_group_id, last_update_granted_ts)
  where granted_group_id is not null;
create index instance_applications_targets on instance_applications (granted_group_id, last_update_version)
  where not update_in_progress and last_update_version is not null;
create index instance_applications_updating on instance_applications (granted_group_id) where update_in_progress;

-- Grants of nodes that another group has granted an update since: a group's grants of the last period are these and the
-- nodes' latest ones.
create table earlier_grants (
  instance_id varchar(50) collate "C" not null,
  application_id uuid not null,
  group_id uuid not null references groups on delete cascade,
  granted_ts timestamptz not null,
  primary key (instance_id, application_id, group_id),
  foreign key (instance_id, application_id) references instance_applications on delete cascade
);
create index earlier_grants_group on earlier_grants (group_id, granted_ts);

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
    -- Its grant in the group before still counts there until the period is over.
    if old.granted_group_id is distinct from new.granted_group_id and new.granted_group_id is not null then
      insert into earlier_grants as earlier (instance_id, application_id, group_id, granted_ts)
        select old.instance_id, old.application_id, g.id, old.last_update_granted_ts
        from groups g where g.id = old.granted_group_id and old.last_update_granted_ts is not null
        on conflict (instance_id, application_id, group_id) do update set granted_ts = excluded.granted_ts;
      delete from earlier_grants
        where instance_id = new.instance_id and application_id = new.application_id and group_id = new.granted_group_id;
    end if;
    return null;
  end $$;

drop trigger trg_instance_applications_update on instance_applications;
create trigger trg_instance_applications_update after update on instance_applications for each row
  when ((old.group_id, old.version, old.status, old.running_version, old.running_since, old.granted_group_id)
    is distinct from (new.group_id, new.version, new.status, new.running_version, new.running_since, new.granted_group_id))
  execute function count_changed_node();
