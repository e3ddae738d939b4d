import { baseErrorCode } from './error-code.ts'

/** update_engine's code for a node that came back with its old version after an update. */
export const ROLLBACK_ERROR_CODE = 44

/** Whether a node reports by its error that it booted the new version and came back with the old one. */
export const isRollbackError = (errorCode: string | null): boolean =>
  errorCode !== null && baseErrorCode(errorCode) === String(ROLLBACK_ERROR_CODE)
