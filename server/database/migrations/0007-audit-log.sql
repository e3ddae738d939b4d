-- Renames the journal to the audit log.
alter table journal rename to audit_log;
alter index journal_pkey rename to audit_log_pkey;
alter index journal_application rename to audit_log_application;
alter index journal_subject rename to audit_log_subject;
alter index journal_created rename to audit_log_created;
