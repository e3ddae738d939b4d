import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import { BlockList, isIPv6 } from 'node:net'
import { simulatedNodeAddress } from './simulated-node-address.ts'

/** The actor where nobody has signed in. */
const LOCAL_ACTOR = 'local'
/** The actor of this process's demo, which creates releases. */
const DEMO_ACTOR = 'demo'
/** Headers in which a proxy that signs people in sends their name; the first with a name counts. */
const ACTOR_HEADERS = [
  'x-forwarded-user',
  'x-forwarded-preferred-username',
  'x-forwarded-email',
  'remote-user',
]
const MAX_NAME_LENGTH = 200

export type IdentifyActor = (request: Pick<FastifyRequest, 'headers' | 'socket'>) => string

/**
 * Identifies who sent a request: the name from a trusted proxy, "demo", or "local". Names from anyone else are ignored.
 * @param trustedProxies addresses and networks
 */
export function createActorIdentifier(trustedProxies: readonly string[]): IdentifyActor {
  const trusted = new BlockList()
  for (const network of trustedProxies) {
    const [address = '', bits] = network.split('/')
    const family = familyOf(address)
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  const isTrusted = (peer: string) => trusted.check(peer, familyOf(peer))

  return ({ headers, socket }) => {
    if (simulatedNodeAddress(headers) !== null) return DEMO_ACTOR
    const peer = plainAddress(socket.remoteAddress ?? '')
    if (peer === null || !isTrusted(peer)) return LOCAL_ACTOR
    for (const header of ACTOR_HEADERS) {
      const name = plainName(headers[header])
      if (name !== '') return name
    }
    return LOCAL_ACTOR
  }
}

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')

/** IPv4 also where the socket has it as IPv6 (`::ffff:…`); null where the text is no address. */
function plainAddress(text: string): string | null {
  const address = text.replace(/%.*$/, '')
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : null
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
