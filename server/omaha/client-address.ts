import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'

/** A node's address in the form of PostgreSQL's `inet`: IPv4 as such, IPv6 without a zone. */
export function clientAddress({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  // The value that a trusted proxy forwards may be no address.
  const address = ipaddr.isValid(ip) ? ip : (socket.remoteAddress ?? '0.0.0.0')
  return ipaddr.process(address.replace(/%.*$/, '')).toString()
}
