import type { Random, Weighted } from '#contract/random.ts'

/** Where an update fails, and the number that the node then sends. */
export interface UpdateFailure {
  during: 'downloading' | 'installing' | 'booting'
  error_code: number
}

/** Of all updates. */
export const FAILURE_RATE = 0.02

/** Set in every code of a machine whose update server is not the public one (kActionCodeTestOmahaUrlFlag). */
const OWN_UPDATE_SERVER = 2 ** 28
/** Set when an interrupted download was taken up again (kActionCodeResumedFlag). */
const RESUMED = 2 ** 30

/** As flatcar/update_engine sends them: its ActionExitCode with the flags of the circumstances. */
export const ERROR_CODE = {
  postinstallFailed: 5 + OWN_UPDATE_SERVER,
  downloadBrokeOff: 9 + OWN_UPDATE_SERVER,
  downloadBrokeOffAgain: 9 + OWN_UPDATE_SERVER + RESUMED,
  payloadHashMismatch: 10 + OWN_UPDATE_SERVER,
  rootFilesystemMismatch: 15 + OWN_UPDATE_SERVER,
  omahaResponseInvalid: 34 + OWN_UPDATE_SERVER,
  /** The machine came back on its old version; sent with the next check and without flags. */
  rolledBack: 44,
} as const

const FLATCAR_FAILURES: readonly [Weighted<UpdateFailure>, ...Weighted<UpdateFailure>[]] = [
  [8, { during: 'downloading', error_code: ERROR_CODE.downloadBrokeOff }],
  [3, { during: 'downloading', error_code: ERROR_CODE.downloadBrokeOffAgain }],
  [2, { during: 'downloading', error_code: ERROR_CODE.payloadHashMismatch }],
  [3, { during: 'installing', error_code: ERROR_CODE.postinstallFailed }],
  [2, { during: 'booting', error_code: ERROR_CODE.rolledBack }],
]

/** An agent of one's own knows no flags. */
const OTHER_FAILURES: readonly [Weighted<UpdateFailure>, ...Weighted<UpdateFailure>[]] = [
  [3, { during: 'downloading', error_code: 9 }],
  [1, { during: 'installing', error_code: 5 }],
]

/** How an update that begins now will fail; null when it won't. */
export function drawFailure(
  traits: { isFlatcar: boolean; diskBreaksAt: number | null },
  now: number,
  random: Random,
): UpdateFailure | null {
  if (traits.diskBreaksAt !== null && traits.diskBreaksAt <= now)
    return { during: 'installing', error_code: ERROR_CODE.rootFilesystemMismatch }
  if (!random.chance(FAILURE_RATE)) return null
  return random.pickWeighted(traits.isFlatcar ? FLATCAR_FAILURES : OTHER_FAILURES)
}
