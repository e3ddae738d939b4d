-- Two machines that report one id take turns in its records. What gives them away is an address, or a boot id, that comes
-- back after another one: a machine that reboots or moves gets new ones.
alter table instances add column boot_id varchar(50) not null default '';

-- The latest addresses and boot ids of machines that have reported several, eight of each kind.
create table node_identities (
  instance_id varchar(50) collate "C" not null references instances on delete cascade,
  kind varchar(10) not null check (kind in ('address', 'boot_id')),
  value varchar(50) not null,
  first_seen_ts timestamptz not null,
  last_seen_ts timestamptz not null,
  -- How often it came back within a day, after the machine had reported another one.
  returns integer not null default 0,
  primary key (instance_id, kind, value)
);
create index node_identities_returned on node_identities (instance_id) where returns > 0;
