/** How long entries are kept unless `--journal-days` says otherwise. */
export const DEFAULT_JOURNAL_DAYS = 400
export const LONGEST_JOURNAL_DAYS = 3650
