-- Since when an operator has a group's updates switched off; null where they are on, or the time is unknown.
alter table groups add column updates_disabled_ts timestamptz;
