import type { Random, Weighted } from '#contract/random.ts'

/** The step at which an update fails, and the error code that the node reports. */
export interface UpdateFailure {
  during: 'downloading' | 'installing' | 'rebooting'
  error_code: number
}

/** Share of all updates. */
export const FAILURE_RATE = 0.02

/** Set on every machine whose update server is not the public one (kActionCodeTestOmahaUrlFlag). */
const TEST_OMAHA_URL = 2 ** 28
/** Set when an interrupted download was resumed (kActionCodeResumedFlag). */
const RESUMED = 2 ** 30

/** As flatcar/update_engine sends them: its ActionExitCode with flags. */
export const ERROR_CODE = {
  postinstallFailed: 5 + TEST_OMAHA_URL,
  downloadInterrupted: 9 + TEST_OMAHA_URL,
  resumedDownloadInterrupted: 9 + TEST_OMAHA_URL + RESUMED,
  payloadHashMismatch: 10 + TEST_OMAHA_URL,
  rootFilesystemMismatch: 15 + TEST_OMAHA_URL,
  omahaResponseInvalid: 34 + TEST_OMAHA_URL,
  /** The machine booted its old version; sent with the next check and without flags. */
  rolledBack: 44,
} as const

const FLATCAR_FAILURES: readonly [Weighted<UpdateFailure>, ...Weighted<UpdateFailure>[]] = [
  [8, { during: 'downloading', error_code: ERROR_CODE.downloadInterrupted }],
  [3, { during: 'downloading', error_code: ERROR_CODE.resumedDownloadInterrupted }],
  [2, { during: 'downloading', error_code: ERROR_CODE.payloadHashMismatch }],
  [3, { during: 'installing', error_code: ERROR_CODE.postinstallFailed }],
  [2, { during: 'rebooting', error_code: ERROR_CODE.rolledBack }],
]

/** Without flags: only Flatcar's updater has them. */
const AGENT_FAILURES: readonly [Weighted<UpdateFailure>, ...Weighted<UpdateFailure>[]] = [
  [3, { during: 'downloading', error_code: 9 }],
  [1, { during: 'installing', error_code: 5 }],
]

/** Whether and how an update that starts now will fail; null when it succeeds. */
export function sampleFailure(
  traits: { isFlatcar: boolean; diskBreaksAt: number | null },
  now: number,
  random: Random,
): UpdateFailure | null {
  if (traits.diskBreaksAt !== null && traits.diskBreaksAt <= now)
    return { during: 'installing', error_code: ERROR_CODE.rootFilesystemMismatch }
  if (!random.chance(FAILURE_RATE)) return null
  return random.pickWeighted(traits.isFlatcar ? FLATCAR_FAILURES : AGENT_FAILURES)
}
