-- Who thawed a freeze; null while it is in force, and for those thawed before.
alter table freezes add column thawed_by text;
