-- The API sorts text bytewise whatever the database's locale, hence COLLATE "C" (docs/protocol.md, “Lists”).
-- `seq` orders rows of a list that were created at the same time.
create table applications (
  id uuid primary key default gen_random_uuid(),
  name varchar(50) not null unique check (name <> ''),
  description text not null default '',
  product_id varchar(155),
  created_ts timestamptz not null default now(),
  seq bigint generated always as identity
);
-- Nodes send an application's product id case-insensitively.
create unique index applications_product_id on applications (lower(product_id));

create table packages (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references applications on delete cascade,
  arch smallint not null,
  type integer not null,
  version varchar(255) not null,
  url varchar(256) not null,
  filename varchar(100),
  description text,
  size varchar(20),
  hash varchar(64),
  created_ts timestamptz not null default now(),
  seq bigint generated always as identity,
  unique (application_id, version, arch)
);

create table package_files (
  id serial primary key,
  package_id uuid not null references packages on delete cascade,
  name varchar(250) not null,
  size varchar(100),
  hash varchar(250),
  hash256 varchar(64),
  created_ts timestamptz not null default now()
);
create index package_files_package on package_files (package_id);

create table flatcar_actions (
  id uuid primary key default gen_random_uuid(),
  package_id uuid not null unique references packages on delete cascade,
  event varchar(20) not null default 'postinstall',
  chromeos_version varchar(255) not null default '',
  sha256 varchar(64) not null,
  needs_admin boolean not null default false,
  is_delta boolean not null default false,
  disable_payload_backoff boolean not null default true,
  metadata_signature_rsa varchar(256) not null default '',
  metadata_size varchar(100) not null default '',
  deadline varchar(100) not null default '',
  created_ts timestamptz not null default now()
);

create table channels (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references applications on delete cascade,
  name varchar(25) not null check (name <> ''),
  color varchar(25) not null,
  arch smallint not null,
  package_id uuid references packages on delete set null,
  created_ts timestamptz not null default now(),
  seq bigint generated always as identity,
  unique (application_id, name, arch)
);
create index channels_package on channels (package_id);

create table channel_blacklist (
  channel_id uuid not null references channels on delete cascade,
  package_id uuid not null references packages on delete cascade,
  seq bigint generated always as identity,
  primary key (channel_id, package_id)
);
create index channel_blacklist_package on channel_blacklist (package_id);

create table channel_floors (
  channel_id uuid not null references channels on delete cascade,
  package_id uuid not null references packages on delete cascade,
  floor_reason varchar(500),
  created_ts timestamptz not null default now(),
  primary key (channel_id, package_id)
);
create index channel_floors_package on channel_floors (package_id);

create table groups (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references applications on delete cascade,
  channel_id uuid references channels on delete set null,
  name varchar(50) not null check (name <> ''),
  description text not null default '',
  track varchar(256) not null check (track <> ''),
  rollout_in_progress boolean not null default false,
  policy_updates_enabled boolean not null,
  policy_safe_mode boolean not null,
  policy_office_hours boolean not null,
  policy_timezone varchar(40),
  policy_period_interval varchar(20) not null,
  policy_max_updates_per_period integer not null check (policy_max_updates_per_period > 0),
  policy_update_timeout varchar(20) not null,
  created_ts timestamptz not null default now(),
  brake_tripped_ts timestamptz,
  brake_updates_timed_out integer,
  brake_limit integer,
  seq bigint generated always as identity,
  unique (application_id, name)
);
create index groups_channel on groups (channel_id);
create index groups_track on groups (application_id, track);

create table instances (
  id varchar(50) collate "C" primary key check (id <> ''),
  ip inet not null,
  alias varchar(256) not null default '',
  oem varchar(256) not null default '',
  aleph_version varchar(256) not null default '',
  created_ts timestamptz not null default now()
);

create table instance_applications (
  instance_id varchar(50) collate "C" not null references instances on delete cascade,
  application_id uuid not null references applications on delete cascade,
  group_id uuid references groups on delete set null,
  version varchar(255) not null,
  status smallint,
  last_check_for_updates timestamptz not null,
  last_update_granted_ts timestamptz,
  last_update_version varchar(255),
  update_in_progress boolean not null default false,
  created_ts timestamptz not null default now(),
  primary key (instance_id, application_id)
) with (fillfactor = 70);
-- No index has the time of the last check, so that a check-in stays a heap-only update.
create index instance_applications_group on instance_applications (group_id, status);
-- For the counts of a rollout's limits, so that a check-in of a node on hold doesn't scan its group.
create index instance_applications_grants on instance_applications (group_id, last_update_granted_ts)
  where last_update_granted_ts is not null;
create index instance_applications_targets on instance_applications (group_id, last_update_version)
  where not update_in_progress and last_update_version is not null;
create index instance_applications_updating on instance_applications (group_id) where update_in_progress;
create index instance_applications_application on instance_applications (application_id);

create table instance_status_history (
  id bigserial primary key,
  instance_id varchar(50) collate "C" not null references instances on delete cascade,
  application_id uuid not null references applications on delete cascade,
  group_id uuid references groups on delete cascade,
  status smallint not null,
  version varchar(255),
  error_code varchar(100),
  created_ts timestamptz not null default now()
);
create index instance_status_history_instance on instance_status_history (instance_id, application_id, id desc);
create index instance_status_history_group on instance_status_history (group_id, created_ts);
-- For the version timeline, in its order.
create index instance_status_history_completed
  on instance_status_history (group_id, instance_id, created_ts, id) include (version) where status = 4;

create table activities (
  id bigserial primary key,
  application_id uuid not null references applications on delete cascade,
  group_id uuid references groups on delete cascade,
  channel_id uuid references channels on delete cascade,
  instance_id varchar(50) collate "C" references instances on delete cascade,
  class smallint not null,
  severity smallint not null,
  version varchar(255) not null,
  created_ts timestamptz not null default now()
);
create index activities_time on activities (created_ts desc);
create index activities_group on activities (group_id, class, version);

create table settings (key varchar(100) primary key, value text not null);
