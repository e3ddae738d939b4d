-- People who are signed in. The id is the SHA-256 of a cookie; the tokens are encrypted.
create table sessions (
  id text primary key,
  -- The server that the tokens are for; null for this one.
  update_server text,
  issuer text not null,
  subject text not null,
  name text not null,
  role text check (role in ('admin', 'viewer')),
  reason text not null,
  tokens text not null,
  created_ts timestamptz not null,
  used_ts timestamptz not null,
  -- When the access token expires.
  expires_ts timestamptz not null,
  -- Until when a process may take to replace the tokens.
  refreshing_until timestamptz
);

create index sessions_person on sessions (issuer, subject);
