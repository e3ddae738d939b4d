/** How long entries are kept unless `--audit-log-days` says otherwise. */
export const DEFAULT_AUDIT_LOG_DAYS = 400
export const MAX_AUDIT_LOG_DAYS = 3650
