import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

const HEADER = 'x-simulated-node'

/** Made anew by every process, and known to nobody else: it leaves it only to come back over loopback. */
const key = randomBytes(32).toString('base64url')

/**
 * With these, a request from within this process counts as coming from `address`: the nodes of the demo all
 * speak from loopback and would else have one address. Trusting loopback as a proxy instead would let everybody
 * on the machine make up addresses.
 */
export function simulatedNodeHeaders(address: string): Record<string, string> {
  return { [HEADER]: `${key} ${address}` }
}

/** Null for every node that isn't simulated by this process. */
export function simulatedNodeAddress(headers: IncomingHttpHeaders): string | null {
  const header = headers[HEADER]
  if (typeof header !== 'string') return null
  const [shown = '', address = ''] = header.split(' ')
  return timingSafeEqual(digest(shown), digest(key)) ? address : null
}

const digest = (text: string) => createHash('sha256').update(text).digest()
