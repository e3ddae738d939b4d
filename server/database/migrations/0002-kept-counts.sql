-- Counts that triggers keep as nodes check in, so that statistics and timelines don't recount nodes and history.
-- No statement here reads the clock. docs/database.md has a picture of what rolls up into what.

-- The latest update that the node completed in its group; null where it completed none. It decides the version that the
-- version timeline shows the node with, and since when; without it the version that the node reports does.
alter table instance_applications
  add column completed_ts timestamptz,
  add column completed_version varchar(255);
alter table instance_applications
  add column shown_version varchar(255)
    generated always as (case when completed_ts is null then version else completed_version end) stored,
  add column shown_since timestamptz
    generated always as (coalesce(completed_ts, last_update_granted_ts, created_ts)) stored;

-- For silent nodes and lists by the last check. A check-in writes to every index of the table, so another one goes.
drop index instance_applications_group;
create index instance_applications_checked
  on instance_applications (group_id, last_check_for_updates, instance_id) include (version, status);
create index instance_applications_shown on instance_applications (group_id, shown_since);
create index instance_applications_completed on instance_applications (group_id, completed_ts)
  where completed_ts is not null;

-- A node's completed updates, in their order; replaces the index by group, which nothing reads any more.
drop index instance_status_history_completed;
create index instance_status_history_completed
  on instance_status_history (instance_id, application_id, created_ts, id) include (group_id, version)
  where status = 4;

-- The count tables have no foreign key to groups: a group's last changes are still counted while it is being deleted.

-- A group's nodes by version and status. `counted` is false for machine ids of test tools.
create table node_counts (
  group_id uuid not null,
  version varchar(255) not null,
  status smallint,
  counted boolean not null,
  nodes integer not null,
  unique nulls not distinct (group_id, version, status, counted)
) with (fillfactor = 50);

-- A group's history entries by minute, and by hour where `hourly`.
create table history_counts (
  group_id uuid not null,
  hourly boolean not null,
  bucket timestamptz not null,
  status smallint not null,
  version varchar(255),
  entries integer not null,
  unique nulls not distinct (group_id, hourly, bucket, status, version)
) with (fillfactor = 70);

-- Which version a node ran between two updates that it completed in its group.
create table version_spells (
  history_id bigint primary key,
  instance_id varchar(50) collate "C" not null,
  application_id uuid not null,
  group_id uuid not null,
  version varchar(255) not null,
  since timestamptz not null,
  until timestamptz not null,
  foreign key (instance_id, application_id) references instance_applications on delete cascade
);
create index version_spells_node on version_spells (instance_id, application_id);
create index version_spells_since on version_spells (group_id, since) include (until, version);
create index version_spells_until on version_spells (group_id, until) include (since, version);

-- These spells, and the current ones (until infinity), by the hours in which they began and ended.
create table version_spell_counts (
  group_id uuid not null,
  until_hour timestamptz not null,
  since_hour timestamptz not null,
  version varchar(255) not null,
  nodes integer not null,
  primary key (group_id, until_hour, since_hour, version)
) with (fillfactor = 70);

-- Machines that report several applications, or once did.
create table shared_machines (
  instance_id varchar(50) collate "C" primary key references instances on delete cascade
);

-- For the order of node lists.
create index instances_alias on instances
  ((case when alias <> '' then alias else id end collate "C"), id);
create index instances_ip on instances (ip, id);

create function is_counted_machine(id text) returns boolean language sql immutable
  as $$ select id not like '{________-____-____-____-____________}' $$;
create function hour_of(moment timestamptz) returns timestamptz language sql immutable
  as $$ select date_bin('1 hour', moment, '2000-01-01 00:00:00+00'::timestamptz) $$;
create function minute_of(moment timestamptz) returns timestamptz language sql immutable
  as $$ select date_bin('1 minute', moment, '2000-01-01 00:00:00+00'::timestamptz) $$;

-- Updates the spells of these nodes from their history, node by node along the indexes, whether there is one node or a
-- hundred thousand. The planner knows neither their number nor, after a bulk insert, the tables' sizes, so the settings
-- rule out other plans, and "is not distinct from", which uses no index, rules out the indexes of groups and
-- applications.
create function refresh_version_spells(machines varchar[], applications uuid[]) returns void
  language plpgsql set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
  begin
    delete from version_spells s
    using (select distinct m, a from unnest(machines, applications) as asked (m, a)) as asked,
      instance_applications n
    where n.instance_id = asked.m and n.application_id is not distinct from asked.a
      and s.instance_id = n.instance_id and s.application_id = n.application_id
      and not exists (
        select from instance_status_history h
        where h.id = s.history_id and h.group_id is not distinct from n.group_id and exists (
          select from instance_status_history l
          where l.instance_id = n.instance_id and l.application_id = n.application_id and l.status = 4
            and l.group_id is not distinct from n.group_id
            and (l.created_ts, l.id) > (h.created_ts, h.id)
        )
      );
    insert into version_spells as known
      (history_id, instance_id, application_id, group_id, version, since, until)
    select h.id, n.instance_id, n.application_id, n.group_id, h.version, h.created_ts, h.until
    from (select distinct m, a from unnest(machines, applications) as asked (m, a)) as asked
    join instance_applications n on n.instance_id = asked.m and n.application_id is not distinct from asked.a
    cross join lateral (
      select id, version, created_ts, lead(created_ts) over (order by created_ts, id) as until
      from instance_status_history
      where instance_id = n.instance_id and application_id = n.application_id and status = 4
        and group_id is not distinct from n.group_id
    ) as h
    where n.group_id is not null and h.until is not null and h.version is not null and is_counted_machine(n.instance_id)
    on conflict (history_id) do update
      set group_id = excluded.group_id, until = excluded.until
      where (known.group_id, known.until) is distinct from (excluded.group_id, excluded.until);
    update instance_applications n
    set completed_ts = latest.created_ts, completed_version = latest.version
    from (select distinct m, a from unnest(machines, applications) as asked (m, a)) as asked
    join instance_applications r on r.instance_id = asked.m and r.application_id is not distinct from asked.a
    left join lateral (
      select created_ts, version from instance_status_history
      where instance_id = r.instance_id and application_id = r.application_id and status = 4
        and group_id is not distinct from r.group_id
      order by created_ts desc, id desc limit 1
    ) as latest on true
    where n.instance_id = r.instance_id and n.application_id is not distinct from r.application_id
      and (n.completed_ts, n.completed_version) is distinct from (latest.created_ts, latest.version);
  end $$;

-- Recounts everything from the tables. No other transaction may write meanwhile.
create function rebuild_kept_counts() returns void language plpgsql as $$
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
  end $$;

-- Without pg_trgm, or the right to install it, a search reads every machine instead. Only these errors mean that; any
-- other fails the migration.
do $$
  begin
    create extension if not exists pg_trgm;
    create index instances_id_search on instances using gin (id gin_trgm_ops);
    create index instances_alias_search on instances using gin (alias gin_trgm_ops);
    create index instances_ip_search on instances using gin ((text(ip)) gin_trgm_ops);
  exception
    -- No right to install it; not on this server (PostgreSQL words it in two ways); installed outside the search path.
    when insufficient_privilege or feature_not_supported or undefined_file or undefined_object then
      raise notice 'Searching is slower without pg_trgm: %', sqlerrm;
  end $$;

-- Before the triggers exist, so that they don't count it a second time.
select rebuild_kept_counts();

-- The triggers keep the counts in the transaction of the change, so that no path is missed: check-ins, moves between
-- groups, cascades. They skip a group that is being deleted, since its counts are deleted with it. They insert in one
-- order, so that transactions that change the same counts rarely deadlock.

create function count_changed_nodes() returns trigger language plpgsql as $$
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
        select instance_id, group_id, shown_version as version, shown_since as since,
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
create trigger count_added after insert on instance_applications
  referencing new table as changed for each statement execute function count_changed_nodes();
create trigger count_removed after delete on instance_applications
  referencing old table as changed for each statement execute function count_changed_nodes();

create function count_changed_node() returns trigger language plpgsql as $$
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
        select old.instance_id, old.group_id, old.shown_version as version, old.shown_since as since,
          'infinity'::timestamptz as until, -1 as change
        union all
        select new.instance_id, new.group_id, new.shown_version, new.shown_since, 'infinity', 1
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
-- A check-in that changes none of these runs no function.
create trigger count_changed after update on instance_applications for each row
  when ((old.group_id, old.version, old.status, old.shown_version, old.shown_since)
    is distinct from (new.group_id, new.version, new.status, new.shown_version, new.shown_since))
  execute function count_changed_node();

create function count_changed_history() returns trigger language plpgsql as $$
  begin
    if exists (select from changed where status = 4) then
      perform refresh_version_spells(array_agg(instance_id), array_agg(application_id)) from changed where status = 4;
    end if;
    insert into history_counts as kept (group_id, hourly, bucket, status, version, entries)
      select group_id, hourly, case when hourly then hour_of(bucket) else bucket end, status, version, sum(entries)
      from (
        select group_id, minute_of(created_ts) as bucket, status, version,
          count(*) * (case tg_op when 'DELETE' then -1 else 1 end) as entries
        from changed where exists (select from groups g where g.id = group_id) and is_counted_machine(instance_id)
        group by 1, 2, 3, 4
      ) as minutes, (values (true), (false)) as widths (hourly)
      group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (group_id, hourly, bucket, status, version) do update set entries = kept.entries + excluded.entries;
    return null;
  end $$;
create trigger count_added after insert on instance_status_history
  referencing new table as changed for each statement execute function count_changed_history();
create trigger count_removed after delete on instance_status_history
  referencing old table as changed for each statement execute function count_changed_history();

create function count_changed_spells() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' then
      insert into version_spell_counts as kept (group_id, until_hour, since_hour, version, nodes)
        select group_id, hour_of(until), hour_of(since), version, sum(change)
        from (select *, -1 as change from before union all select *, 1 from changed) as changes
        where exists (select from groups g where g.id = group_id) and version is not null and is_counted_machine(instance_id)
        group by 1, 2, 3, 4 having sum(change) <> 0 order by 1, 2, 3, 4
        on conflict (group_id, until_hour, since_hour, version) do update set nodes = kept.nodes + excluded.nodes;
    else
      insert into version_spell_counts as kept (group_id, until_hour, since_hour, version, nodes)
        select group_id, hour_of(until), hour_of(since), version, sum(change)
        from (select *, case tg_op when 'DELETE' then -1 else 1 end as change from changed) as changes
        where exists (select from groups g where g.id = group_id) and version is not null and is_counted_machine(instance_id)
        group by 1, 2, 3, 4 having sum(change) <> 0 order by 1, 2, 3, 4
        on conflict (group_id, until_hour, since_hour, version) do update set nodes = kept.nodes + excluded.nodes;
    end if;
    return null;
  end $$;
create trigger count_added after insert on version_spells
  referencing new table as changed for each statement execute function count_changed_spells();
create trigger count_changed after update on version_spells
  referencing old table as before new table as changed for each statement execute function count_changed_spells();
create trigger count_removed after delete on version_spells
  referencing old table as changed for each statement execute function count_changed_spells();

create function forget_groups() returns trigger language plpgsql as $$
  begin
    delete from node_counts c using gone where c.group_id = gone.id;
    delete from history_counts c using gone where c.group_id = gone.id;
    delete from version_spell_counts c using gone where c.group_id = gone.id;
    return null;
  end $$;
create trigger forget_counts after delete on groups
  referencing old table as gone for each statement execute function forget_groups();
