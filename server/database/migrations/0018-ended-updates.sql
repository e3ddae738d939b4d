-- What the failed nodes of a group have in common is read from its latest ended updates, completed and failed alike.
create index instance_status_history_ended
  on instance_status_history (group_id, created_ts) where status in (3, 4);
