-- Writes through this server: to itself (`update_server` is null) or to the update server that it is in front of.
create table journal (
  id bigint generated always as identity primary key,
  update_server text,
  created_ts timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  application_id text,
  subject_id text,
  subject_name text not null,
  before jsonb,
  after jsonb,
  reason text not null,
  outcome text not null,
  message text
);
create index journal_application on journal (application_id, id desc);
create index journal_subject on journal (subject_id, id desc);
create index journal_created on journal (created_ts);
