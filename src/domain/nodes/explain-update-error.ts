import { errorCodeBits, FLAG_BITS } from '#contract/error-code.ts'
import { HTTP_STATUS_BASE, NO_HTTP_STATUS, UPDATE_ERROR_FLAGS, UPDATE_ERRORS } from './update-error-table.ts'

/** A node's error code, explained. */
export interface UpdateError {
  /** The code without its flags. */
  code: number
  /** update_engine's own name for it, to search for; null when it has none. */
  name: string | null
  /** What happened, one sentence. */
  summary: string
  /** What to do about it. */
  nextStep: string
  /** What the flags of the code say; none is a fault. */
  circumstances: string[]
}

/**
 * Explains the `error_code` of a history entry. A node sends it as a signed 32-bit decimal, so the highest flag makes it
 * negative.
 * @returns null where there is nothing to explain: no code, or one that is not a 32-bit number
 */
export function explainUpdateError(errorCode: string | null): UpdateError | null {
  const bits = errorCode === null ? null : errorCodeBits(errorCode)
  if (bits === null) return null
  const code = bits % FLAG_BITS
  const circumstances = UPDATE_ERROR_FLAGS.filter(({ bit }) => Math.floor(bits / 2 ** bit) % 2 === 1).map(
    ({ meaning }) => meaning,
  )
  return { code, ...explain(code), circumstances }
}

function explain(code: number): Pick<UpdateError, 'name' | 'summary' | 'nextStep'> {
  if (code === 0) {
    return {
      name: null,
      summary: 'The node reported a failure without a code.',
      nextStep: 'Read the node’s journal: journalctl -u update-engine.',
    }
  }
  const known = UPDATE_ERRORS[code]
  if (known) return known
  if (code >= HTTP_STATUS_BASE && code < HTTP_STATUS_BASE + 1000) return explainHttp(code - HTTP_STATUS_BASE)
  return {
    name: null,
    summary: `The node sent error ${code}, which Flatcar’s update_engine does not define.`,
    nextStep: 'Look the number up in the documentation of the node’s update agent.',
  }
}

function explainHttp(status: number): Pick<UpdateError, 'name' | 'summary' | 'nextStep'> {
  const name = 'OmahaRequestHTTPResponseBase'
  if (status === 0 || status === NO_HTTP_STATUS) {
    return {
      name,
      summary: 'The node got no response from the update server.',
      nextStep: 'Check the node’s network, DNS, proxy and TLS, and SERVER in /etc/flatcar/update.conf.',
    }
  }
  return {
    name,
    summary: `The update server, or a proxy before it, answered the node with HTTP ${status}.`,
    nextStep:
      status >= 500
        ? 'Look up this node and time in the update server’s log.'
        : 'Check SERVER in /etc/flatcar/update.conf and the proxies on the way.',
  }
}
