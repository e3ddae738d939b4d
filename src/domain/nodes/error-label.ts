import { baseErrorCode } from '#contract/error-code.ts'
import { explainUpdateError } from './explain-update-error.ts'

/** "Code 9", or "No code". @param errorCode as sent, with or without flags; empty for a failure without a code */
export const errorLabel = (errorCode: string): string =>
  errorCode === '' ? 'No code' : `Code ${baseErrorCode(errorCode)}`

/** What happened, one sentence. */
export const describeErrorCode = (errorCode: string): string =>
  explainUpdateError(errorCode === '' ? null : errorCode)?.summary ??
  'The node reported a failure without a known code.'
