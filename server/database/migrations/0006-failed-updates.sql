-- Failures are few among a group's entries, and the rollout page reads all of a rollout's.
create index instance_status_history_failed
  on instance_status_history (group_id, created_ts) where status = 3;
