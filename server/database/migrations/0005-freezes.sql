-- Freezes of this server's groups (`update_server` is null) or of those of the update server that it is in front of.

-- Groups are referred to by id alone: a freeze outlives them, and those of another server are not in this database.
create table freezes (
  id uuid primary key,
  update_server text,
  created_ts timestamptz not null,
  actor text not null,
  reason text not null,
  exceptions jsonb not null,
  thawed_ts timestamptz
);
create unique index freezes_in_force on freezes (coalesce(update_server, '')) where thawed_ts is null;

create table frozen_groups (
  freeze_id uuid not null references freezes (id) on delete cascade,
  group_id uuid not null,
  position integer not null,
  application_id uuid not null,
  application_name text not null,
  group_name text not null,
  before jsonb not null,
  outcome text not null,
  thaw text,
  message text,
  primary key (freeze_id, group_id)
);
