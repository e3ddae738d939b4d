/** How many days audit entries are kept unless `--audit-log-days` changes it. */
export const DEFAULT_AUDIT_LOG_DAYS = 400
export const MAX_AUDIT_LOG_DAYS = 3650
