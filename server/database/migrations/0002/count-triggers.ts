import { sql } from 'kysely'

/** Of a group that isn't just being deleted: its counts go away with it. */
const ofGroup = 'exists (select from groups g where g.id = group_id)'

/** The changes come in one order, so that two who count the same rarely wait for each other both ways. */
const countNodes = (changes: string) =>
  sql.raw(`insert into node_counts as kept (group_id, version, status, counted, nodes)
    select group_id, version, status, is_counted_machine(instance_id), sum(change)
    from (${changes}) as changes
    where ${ofGroup}
    group by 1, 2, 3, 4 having sum(change) <> 0 order by 1, 2, 3, 4
    on conflict (group_id, version, status, counted) do update set nodes = kept.nodes + excluded.nodes`)

const countSpells = (changes: string) =>
  sql.raw(`insert into version_spell_counts as kept (group_id, until_hour, since_hour, version, nodes)
    select group_id, hour_of(until), hour_of(since), version, sum(change)
    from (${changes}) as changes
    where ${ofGroup} and version is not null and is_counted_machine(instance_id)
    group by 1, 2, 3, 4 having sum(change) <> 0 order by 1, 2, 3, 4
    on conflict (group_id, until_hour, since_hour, version) do update set nodes = kept.nodes + excluded.nodes`)

const sign = `case tg_op when 'DELETE' then -1 else 1 end`

const refreshNodesOf = (rows: string) =>
  sql.raw(`if exists (select from ${rows} where status = 4) then
    perform refresh_version_spells(array_agg(instance_id), array_agg(application_id)) from ${rows} where status = 4;
  end if`)

export const countTriggers = [
  sql`create function count_changed_nodes() returns trigger language plpgsql as $$
    begin
      ${countNodes(`select instance_id, group_id, version, status, ${sign} as change from changed`)};
      ${countSpells(`select instance_id, group_id, shown_version as version, shown_since as since,
        'infinity'::timestamptz as until, ${sign} as change from changed`)};
      if tg_op = 'INSERT' then
        insert into shared_machines select instance_id from changed c
          where exists (
            select from instance_applications o
            where o.instance_id = c.instance_id and o.application_id <> c.application_id
          )
          on conflict do nothing;
      end if;
      return null;
    end $$`,
  sql`create trigger count_added after insert on instance_applications
    referencing new table as changed for each statement execute function count_changed_nodes()`,
  sql`create trigger count_removed after delete on instance_applications
    referencing old table as changed for each statement execute function count_changed_nodes()`,

  sql`create function count_changed_node() returns trigger language plpgsql as $$
    begin
      if (old.group_id, old.version, old.status) is distinct from (new.group_id, new.version, new.status) then
        ${countNodes(`select old.instance_id, old.group_id, old.version, old.status, -1 as change
          union all select new.instance_id, new.group_id, new.version, new.status, 1`)};
      end if;
      ${countSpells(`select old.instance_id, old.group_id, old.shown_version as version, old.shown_since as since,
          'infinity'::timestamptz as until, -1 as change
        union all select new.instance_id, new.group_id, new.shown_version, new.shown_since, 'infinity', 1`)};
      -- What it completed in its new group is another history. A node without a group is shown nowhere.
      if old.group_id is distinct from new.group_id and new.group_id is not null then
        perform refresh_version_spells(array[new.instance_id], array[new.application_id]);
      end if;
      return null;
    end $$`,
  // A check-in that changes none of these runs no function.
  sql`create trigger count_changed after update on instance_applications for each row
    when ((old.group_id, old.version, old.status, old.shown_version, old.shown_since)
      is distinct from (new.group_id, new.version, new.status, new.shown_version, new.shown_since))
    execute function count_changed_node()`,

  sql`create function count_changed_history() returns trigger language plpgsql as $$
    begin
      ${refreshNodesOf('changed')};
      insert into history_counts as kept (group_id, hourly, bucket, status, version, entries)
        select group_id, hourly, case when hourly then hour_of(bucket) else bucket end, status, version, sum(entries)
        from (
          select group_id, minute_of(created_ts) as bucket, status, version, count(*) * (${sql.raw(sign)}) as entries
          from changed where ${sql.raw(ofGroup)} and is_counted_machine(instance_id)
          group by 1, 2, 3, 4
        ) as minutes, (values (true), (false)) as widths (hourly)
        group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
        on conflict (group_id, hourly, bucket, status, version)
          do update set entries = kept.entries + excluded.entries;
      return null;
    end $$`,
  sql`create trigger count_added after insert on instance_status_history
    referencing new table as changed for each statement execute function count_changed_history()`,
  sql`create trigger count_removed after delete on instance_status_history
    referencing old table as changed for each statement execute function count_changed_history()`,

  sql`create function count_changed_spells() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' then
        ${countSpells('select *, -1 as change from before union all select *, 1 from changed')};
      else
        ${countSpells(`select *, ${sign} as change from changed`)};
      end if;
      return null;
    end $$`,
  sql`create trigger count_added after insert on version_spells
    referencing new table as changed for each statement execute function count_changed_spells()`,
  sql`create trigger count_changed after update on version_spells
    referencing old table as before new table as changed for each statement execute function count_changed_spells()`,
  sql`create trigger count_removed after delete on version_spells
    referencing old table as changed for each statement execute function count_changed_spells()`,

  sql`create function forget_groups() returns trigger language plpgsql as $$
    begin
      delete from node_counts c using gone where c.group_id = gone.id;
      delete from history_counts c using gone where c.group_id = gone.id;
      delete from version_spell_counts c using gone where c.group_id = gone.id;
      return null;
    end $$`,
  sql`create trigger forget_counts after delete on groups
    referencing old table as gone for each statement execute function forget_groups()`,
]
