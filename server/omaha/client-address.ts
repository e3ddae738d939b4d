import type { FastifyRequest } from 'fastify'
import { plainAddress } from '#server/access/proxy-trust.ts'

/**
 * A node's address in the form of PostgreSQL's `inet`: IPv4 as such, IPv6 without a zone. The value that a trusted proxy
 * forwards may be no address; then it is the proxy's.
 */
export const clientAddress = ({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string =>
  plainAddress(ip) ?? plainAddress(socket.remoteAddress ?? '') ?? '0.0.0.0'
