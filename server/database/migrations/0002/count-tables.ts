import { sql } from 'kysely'

// Counts refer to no group: a group's last changes are counted while it is being deleted.
export const countTables = [
  // The latest update that the node completed in its group; null when it completed none. From it, or else from what
  // the node tells, comes the version that it is shown with, and since when.
  sql`alter table instance_applications
    add column completed_ts timestamptz,
    add column completed_version varchar(255)`,
  sql`alter table instance_applications
    add column shown_version varchar(255)
      generated always as (case when completed_ts is null then version else completed_version end) stored,
    add column shown_since timestamptz
      generated always as (coalesce(completed_ts, last_update_granted_ts, created_ts)) stored`,
  // Who is silent, and who checked last.
  sql`create index instance_applications_checked
    on instance_applications (group_id, last_check_for_updates, instance_id) include (version, status)`,
  sql`create index instance_applications_shown on instance_applications (group_id, shown_since)`,
  sql`create index instance_applications_completed on instance_applications (group_id, completed_ts)
    where completed_ts is not null`,
  sql`create table node_counts (
    group_id uuid not null,
    version varchar(255) not null,
    status smallint,
    counted boolean not null,
    nodes integer not null,
    unique nulls not distinct (group_id, version, status, counted)
  ) with (fillfactor = 50)`,
  sql`create table history_counts (
    group_id uuid not null,
    hourly boolean not null,
    bucket timestamptz not null,
    status smallint not null,
    version varchar(255),
    entries integer not null,
    unique nulls not distinct (group_id, hourly, bucket, status, version)
  ) with (fillfactor = 70)`,
  // Which version a node ran, between two updates that it completed in its group.
  sql`create table version_spells (
    history_id bigint primary key,
    instance_id varchar(50) collate "C" not null,
    application_id uuid not null,
    group_id uuid not null,
    version varchar(255) not null,
    since timestamptz not null,
    until timestamptz not null,
    foreign key (instance_id, application_id) references instance_applications on delete cascade
  )`,
  sql`create index version_spells_node on version_spells (instance_id, application_id)`,
  sql`create index version_spells_since on version_spells (group_id, since) include (until, version)`,
  sql`create index version_spells_until on version_spells (group_id, until) include (since, version)`,
  // Those and what nodes run now (until infinity), by the hours in which they began and ended.
  sql`create table version_spell_counts (
    group_id uuid not null,
    until_hour timestamptz not null,
    since_hour timestamptz not null,
    version varchar(255) not null,
    nodes integer not null,
    primary key (group_id, until_hour, since_hour, version)
  ) with (fillfactor = 70)`,
  // Machines that tell of several applications, or once did.
  sql`create table shared_machines (
    instance_id varchar(50) collate "C" primary key references instances on delete cascade
  )`,
  // In whose order lists are read.
  sql`create index instances_alias on instances
    ((case when alias <> '' then alias else id end collate "C"), id)`,
  sql`create index instances_ip on instances (ip, id)`,
]
