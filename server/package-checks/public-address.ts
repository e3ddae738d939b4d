import ipaddr from 'ipaddr.js'
import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { matchNetworks, plainAddress } from '#server/access/proxy-trust.ts'

/** An address that this server does not connect to on behalf of a client. */
export class ForbiddenAddressError extends Error {
  constructor(host: string) {
    super(`${host} is not a public address`)
    this.name = 'ForbiddenAddressError'
  }
}

export type IsAllowedAddress = (address: string) => boolean

/**
 * Allows public addresses, and those in the networks. Loopback, private, link-local, shared, multicast and reserved ones
 * are not public, nor are IPv6 addresses that stand for an IPv4 one.
 * @param networks addresses and networks in CIDR notation
 */
export function createAddressGuard(networks: readonly string[]): IsAllowedAddress {
  const isInNetworks = matchNetworks(networks)
  return (text) => {
    const address = plainAddress(text)
    if (address === null) return false
    return ipaddr.process(address).range() === 'unicast' || isInNetworks(address)
  }
}

/**
 * A lookup for sockets that yields allowed addresses only. The check is on the very address that the socket connects to:
 * a name that resolves to another one afterwards gets nowhere.
 */
export const guardedLookup =
  (isAllowed: IsAllowedAddress): LookupFunction =>
  (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, [])
      const allowed = found.filter(({ address }) => isAllowed(address))
      const [first] = allowed
      if (!first) return callback(new ForbiddenAddressError(host), [])
      if (options.all) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
  }
