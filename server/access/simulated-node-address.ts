import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { isSameSecret } from './is-same-secret.ts'

const HEADER = 'x-simulated-node'

/** A secret of this process: it is sent only over loopback, to this process. */
const key = randomBytes(32).toString('base64url')

/**
 * Headers with which a request from this process counts as coming from `address`. The demo's nodes all connect from
 * loopback and would otherwise share its address. Trusting loopback as a proxy instead would let anyone on the machine
 * make up addresses.
 */
export function simulatedNodeHeaders(address: string): Record<string, string> {
  return { [HEADER]: `${key} ${address}` }
}

/** Null for a request that is not from a node simulated by this process. */
export function simulatedNodeAddress(headers: IncomingHttpHeaders): string | null {
  const header = headers[HEADER]
  if (typeof header !== 'string') return null
  const [sentKey = '', address = ''] = header.split(' ')
  return isSameSecret(sentKey, key) ? address : null
}
