import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'

/** Where a node comes from, as PostgreSQL's `inet` writes it: IPv4 as such, IPv6 without a zone. */
export function clientAddress({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  // What a trusted proxy says of its client may be no address at all.
  const address = ipaddr.isValid(ip) ? ip : (socket.remoteAddress ?? '0.0.0.0')
  return ipaddr.process(address.replace(/%.*$/, '')).toString()
}
