import { sql } from 'kysely'

export const spellFunctions = [
  sql`create function is_counted_machine(id text) returns boolean language sql immutable
    as $$ select id not like '{________-____-____-____-____________}' $$`,
  sql`create function hour_of(moment timestamptz) returns timestamptz language sql immutable
    as $$ select date_bin('1 hour', moment, '2000-01-01 00:00:00+00'::timestamptz) $$`,
  sql`create function minute_of(moment timestamptz) returns timestamptz language sql immutable
    as $$ select date_bin('1 minute', moment, '2000-01-01 00:00:00+00'::timestamptz) $$`,
  // Brings the spells of these nodes in line with their history. Node by node along the indexes, be it one node or a
  // hundred thousand: the planner knows neither how many there are nor, after a bulk insert, how long the tables.
  sql`create function refresh_version_spells(machines varchar[], applications uuid[]) returns void
    language plpgsql set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
    begin
      delete from version_spells s
      using (select distinct m, a from unnest(machines, applications) as asked (m, a)) as asked,
        instance_applications n
      where n.instance_id = asked.m and n.application_id = asked.a
        and s.instance_id = n.instance_id and s.application_id = n.application_id
        and not exists (
          select from instance_status_history h
          where h.id = s.history_id and h.group_id = n.group_id and exists (
            select from instance_status_history l
            where l.group_id = n.group_id and l.instance_id = n.instance_id and l.status = 4
              and (l.created_ts, l.id) > (h.created_ts, h.id)
          )
        );
      insert into version_spells as known
        (history_id, instance_id, application_id, group_id, version, since, until)
      select h.id, n.instance_id, n.application_id, n.group_id, h.version, h.created_ts, h.until
      from (select distinct m, a from unnest(machines, applications) as asked (m, a)) as asked
      join instance_applications n on n.instance_id = asked.m and n.application_id = asked.a
      cross join lateral (
        select id, version, created_ts, lead(created_ts) over (order by created_ts, id) as until
        from instance_status_history
        where group_id = n.group_id and instance_id = n.instance_id and status = 4
      ) as h
      where h.until is not null and h.version is not null and is_counted_machine(n.instance_id)
      on conflict (history_id) do update
        set group_id = excluded.group_id, until = excluded.until
        where (known.group_id, known.until) is distinct from (excluded.group_id, excluded.until);
      update instance_applications n
      set completed_ts = latest.created_ts, completed_version = latest.version
      from (select distinct m, a from unnest(machines, applications) as asked (m, a)) as asked
      join instance_applications r on r.instance_id = asked.m and r.application_id = asked.a
      left join lateral (
        select created_ts, version from instance_status_history
        where group_id = r.group_id and instance_id = r.instance_id and status = 4
        order by created_ts desc, id desc limit 1
      ) as latest on true
      where n.instance_id = r.instance_id and n.application_id = r.application_id
        and (n.completed_ts, n.completed_version) is distinct from (latest.created_ts, latest.version);
    end $$`,
]
