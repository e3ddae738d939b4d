import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import { BlockList, isIPv6 } from 'node:net'
import { simulatedNodeAddress } from './simulated-node-address.ts'

/** Nobody has signed in. */
const NOBODY = 'local'
/** Under which this process's own demo makes its releases. */
const DEMO = 'demo'
/** Where a proxy that signs people in tells their name; the first that says anything counts. */
const NAME_HEADERS = [
  'x-forwarded-user',
  'x-forwarded-preferred-username',
  'x-forwarded-email',
  'remote-user',
]
const LONGEST_NAME = 200

export type IdentifyActor = (request: Pick<FastifyRequest, 'headers' | 'socket'>) => string

/**
 * Who asks: the name that a trusted proxy gives, the demo, or "local". What anybody else says of themselves counts for nothing.
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
    if (simulatedNodeAddress(headers) !== null) return DEMO
    const peer = plainAddress(socket.remoteAddress ?? '')
    if (peer === null || !isTrusted(peer)) return NOBODY
    for (const header of NAME_HEADERS) {
      const name = plainName(headers[header])
      if (name !== '') return name
    }
    return NOBODY
  }
}

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')

/** IPv4 as such, also where the socket writes it as IPv6; null for no address. */
function plainAddress(text: string): string | null {
  const address = text.replace(/%.*$/, '')
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : null
}

/** A header given twice names nobody. Node reads headers as Latin-1, and proxies write UTF-8. */
function plainName(header: string | string[] | undefined): string {
  if (typeof header !== 'string' || header.includes(',')) return ''
  const read = Buffer.from(header, 'latin1').toString('utf8')
  const name = read.includes('\uFFFD') ? header : read
  return name
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
}
