-- A deleted group or application is gone at once, however many nodes and entries of history it has: its row is marked, and
-- the views that everything reads no longer have it. A job deletes what it left in small parts, then the row
-- (server/deletion/sweep-deleted.ts).

alter table applications rename to all_applications;
alter table all_applications add column deleted_ts timestamptz;
alter table all_applications drop constraint applications_name_key;
drop index applications_product_id;
create unique index applications_name_key on all_applications (name) where deleted_ts is null;
create unique index applications_product_id on all_applications (lower(product_id)) where deleted_ts is null;
create index all_applications_deleted on all_applications (deleted_ts) where deleted_ts is not null;
create view applications as
  select id, name, description, product_id, created_ts, seq from all_applications where deleted_ts is null;

alter table groups rename to all_groups;
alter table all_groups add column deleted_ts timestamptz;
alter table all_groups drop constraint groups_application_id_name_key;
create unique index groups_application_id_name_key on all_groups (application_id, name) where deleted_ts is null;
create index all_groups_deleted on all_groups (deleted_ts) where deleted_ts is not null;
alter trigger trg_groups_delete on all_groups rename to trg_all_groups_delete;
alter trigger trg_groups_delete_versions on all_groups rename to trg_all_groups_delete_versions;
create view groups as
  select id, application_id, channel_id, name, description, track, rollout_in_progress, policy_updates_enabled,
    policy_safe_mode, policy_office_hours, policy_timezone, policy_period_interval, policy_max_updates_per_period,
    policy_update_timeout, created_ts, brake_tripped_ts, brake_updates_timed_out, brake_limit, seq, updates_disabled_ts
  from all_groups where deleted_ts is null;

-- The counts of a deleted group are deleted with it, so the sweep of its nodes and history counts nothing.
create function is_sweeping() returns boolean language sql stable
  as $$ select coalesce(current_setting('platte.sweeping', true), '') = 'on' $$;

drop trigger trg_instance_applications_update on instance_applications;
create trigger trg_instance_applications_update after update on instance_applications for each row
  when ((old.group_id, old.version, old.status, old.running_version, old.running_since, old.granted_group_id)
    is distinct from (new.group_id, new.version, new.status, new.running_version, new.running_since, new.granted_group_id)
    and not is_sweeping())
  execute function count_changed_node();
drop trigger trg_instance_applications_update_version on instance_applications;
create trigger trg_instance_applications_update_version after update on instance_applications for each row
  when (((old.group_id, old.version) is distinct from (new.group_id, new.version)
    or new.last_check_for_updates > old.last_check_for_updates + interval '1 day')
    and not is_sweeping())
  execute function record_version_change();
drop trigger trg_instance_status_history_delete on instance_status_history;
create trigger trg_instance_status_history_delete after delete on instance_status_history
  referencing old table as changed for each statement when (not is_sweeping()) execute function count_changed_history();
