import type { NodeEvent } from '#server/updates/apply-event.ts'
import type { SimulatedNode } from './simulated-node.ts'
import { ERROR_CODE } from './update-failure.ts'

/** What a node says at once; it always names itself and its version. */
export interface NodeRequest {
  version: string
  ping: boolean
  check: boolean
  event: NodeEvent | null
}

export type NodeAnswer =
  | { kind: 'update'; version: string }
  | { kind: 'nothing' }
  /** Omaha's status without "error-". */
  | { kind: 'refusal'; reason: string }

export const UPDATE_IN_PROGRESS = 'updateInProgressOnInstance'

const UPDATE_COMPLETE = 3
const DOWNLOAD_STARTED = 13
const DOWNLOAD_FINISHED = 14
const INSTALLED = 800

const FAILED = 0
const SUCCESS = 1
const SUCCESS_REBOOT = 2

/** What a node says at its next contact. Flatcar's updater never says that it has installed an update (800). */
export function nodeRequest(node: SimulatedNode, { isFlatcar }: { isFlatcar: boolean }): NodeRequest {
  const { version, phase } = node
  const presence = { version, ping: true, check: false, event: null }
  const question = { ...presence, check: true }
  const report = (type: number, result = SUCCESS, error_code = 0): NodeRequest => ({
    version,
    ping: false,
    check: false,
    event: { type, result, previous_version: '', error_code },
  })
  const failure = (error_code: number) => report(UPDATE_COMPLETE, FAILED, error_code)

  if (phase.kind === 'idle') return question
  if (phase.kind === 'returning') return presence
  if (phase.kind === 'confused') return failure(ERROR_CODE.omahaResponseInvalid)
  if (phase.kind === 'booting') {
    if (phase.failure?.during === 'booting')
      return { ...failure(phase.failure.error_code), ping: true, check: true }
    const event = { type: UPDATE_COMPLETE, result: SUCCESS_REBOOT, previous_version: version, error_code: 0 }
    return { ...question, version: phase.target, event }
  }
  if (phase.failure?.during === phase.kind) return failure(phase.failure.error_code)
  if (phase.kind === 'fetching') return report(DOWNLOAD_STARTED)
  if (phase.kind === 'downloading') return report(DOWNLOAD_FINISHED)
  if (phase.kind === 'installing') return report(isFlatcar ? UPDATE_COMPLETE : INSTALLED)
  // A machine that waits for its reboot says no more than that it is there.
  return isFlatcar ? presence : report(UPDATE_COMPLETE)
}
