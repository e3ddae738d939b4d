import { EVENT_RESULT, EVENT_TYPE, type NodeEvent } from '#server/updates/apply-event.ts'
import type { SimulatedNode } from './simulated-node.ts'
import { ERROR_CODE } from './update-failure.ts'

/** One request of a node: a ping, an update check and an event, each optional. */
export interface NodeRequest {
  version: string
  ping: boolean
  check: boolean
  event: NodeEvent | null
}

/** The request of a node's next contact. Flatcar's updater never reports an update as installed (800). */
export function nodeRequest(node: SimulatedNode, { isFlatcar }: { isFlatcar: boolean }): NodeRequest {
  const { version, phase } = node
  const ping = { version, ping: true, check: false, event: null }
  const check = { ...ping, check: true }
  const report = (type: number, result: number = EVENT_RESULT.success, error_code = 0): NodeRequest => ({
    version,
    ping: false,
    check: false,
    event: { type, result, previous_version: '', error_code },
  })
  const reportFailure = (error_code: number) =>
    report(EVENT_TYPE.updateComplete, EVENT_RESULT.failed, error_code)

  if (phase.kind === 'idle') return check
  if (phase.kind === 'returning') return ping
  if (phase.kind === 'out-of-sync') return reportFailure(ERROR_CODE.omahaResponseInvalid)
  if (phase.kind === 'rebooting') {
    if (phase.failure?.during === 'rebooting')
      return { ...reportFailure(phase.failure.error_code), ping: true, check: true }
    const event = {
      type: EVENT_TYPE.updateComplete,
      result: EVENT_RESULT.successReboot,
      previous_version: version,
      error_code: 0,
    }
    return { ...check, version: phase.target, event }
  }
  if (phase.failure?.during === phase.kind) return reportFailure(phase.failure.error_code)
  if (phase.kind === 'starting') return report(EVENT_TYPE.downloadStarted)
  if (phase.kind === 'downloading') return report(EVENT_TYPE.downloadFinished)
  if (phase.kind === 'installing') return report(isFlatcar ? EVENT_TYPE.updateComplete : EVENT_TYPE.installed)
  // A machine that waits for its reboot only pings.
  return isFlatcar ? ping : report(EVENT_TYPE.updateComplete)
}
