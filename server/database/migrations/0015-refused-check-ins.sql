-- Check-ins that the server refused, one row for the same machine and the same mistake. What was sent may be anything, so
-- each text is cut, and there are at most a thousand rows.
create table refused_check_ins (
  id varchar(43) primary key,
  kind varchar(20) not null,
  address inet not null,
  instance_id text not null,
  alias text not null,
  application text not null,
  track text not null,
  arch smallint,
  board text not null,
  version text not null,
  sent text not null,
  first_ts timestamptz not null,
  last_ts timestamptz not null,
  times bigint not null
);
