import type { FastifyRequest } from 'fastify'
import { createProxyTrust } from './proxy-trust.ts'
import { simulatedNodeAddress } from './simulated-node-address.ts'

/** The actor where nobody has signed in. */
export const LOCAL_ACTOR = 'local'
/** The actor of this process's demo, which creates releases. */
export const DEMO_ACTOR = 'demo'
/** Headers in which a proxy that signs people in sends their name; the first that is not empty counts. */
const ACTOR_HEADERS = [
  'x-forwarded-user',
  'x-forwarded-preferred-username',
  'x-forwarded-email',
  'remote-user',
]
const MAX_NAME_LENGTH = 200

export type IdentifyActor = (request: FastifyRequest) => string

/**
 * Identifies who sent a request: the name from a trusted proxy, "demo", or "local". Names from anyone else are ignored.
 * @param trustedProxies addresses and networks
 */
export function createActorIdentifier(
  trustedProxies: readonly string[],
): (request: Pick<FastifyRequest, 'headers' | 'socket'>) => string {
  const isTrusted = createProxyTrust(trustedProxies)

  return ({ headers, socket }) => {
    if (simulatedNodeAddress(headers) !== null) return DEMO_ACTOR
    if (!isTrusted(socket.remoteAddress ?? '')) return LOCAL_ACTOR
    // A repeated header decides too: the proxy sets it, so it removes none of the later ones, which may be the client's.
    const header = ACTOR_HEADERS.map((name) => headers[name]).find((value) => value?.length)
    return plainName(header) || LOCAL_ACTOR
  }
}

/** Empty for a repeated header, which may contain the client's own. Node decodes headers as Latin-1; proxies send UTF-8. */
function plainName(header: string | string[] | undefined): string {
  if (typeof header !== 'string' || header.includes(',')) return ''
  const read = Buffer.from(header, 'latin1').toString('utf8')
  const name = read.includes('\uFFFD') ? header : read
  return name
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, MAX_NAME_LENGTH)
}
