/** Prefix of every query that reads the audit log. */
export const AUDIT_LOG_KEY = ['audit-log'] as const
