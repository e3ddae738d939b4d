-- The seconds between a node's latest check-ins, the newest first: its own rhythm, by which it is on time or late.
alter table instance_applications add column recent_check_gaps integer[] not null default '{}';

-- Keeps eight. A check-in within five minutes is written only when something has changed, and a day or more is silence:
-- neither is part of the rhythm.
create function with_check_gap(gaps integer[], earlier timestamptz, later timestamptz) returns integer[]
  language sql immutable as $$
    select case when later - earlier >= interval '5 minutes' and later - earlier < interval '1 day'
      then (extract(epoch from later - earlier)::integer || gaps)[1:8]
      else gaps
    end
  $$;
