-- Triggers are named after their table and event.
alter trigger count_added on instance_applications rename to trg_instance_applications_insert;
alter trigger count_changed on instance_applications rename to trg_instance_applications_update;
alter trigger count_removed on instance_applications rename to trg_instance_applications_delete;
alter trigger count_added on instance_status_history rename to trg_instance_status_history_insert;
alter trigger count_removed on instance_status_history rename to trg_instance_status_history_delete;
alter trigger count_added on version_spells rename to trg_version_spells_insert;
alter trigger count_changed on version_spells rename to trg_version_spells_update;
alter trigger count_removed on version_spells rename to trg_version_spells_delete;
alter trigger forget_counts on groups rename to trg_groups_delete;
alter function forget_groups rename to delete_group_counts;
