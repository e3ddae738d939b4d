import ipaddr from 'ipaddr.js'
import { BlockList, isIPv6 } from 'node:net'

/** Whether an address, in any form that `plainAddress` reads, is one of a trusted proxy. */
export type IsTrustedProxy = (address: string) => boolean

/** @param trustedProxies addresses and networks in CIDR notation */
export const createProxyTrust = (trustedProxies: readonly string[]): IsTrustedProxy =>
  matchNetworks(trustedProxies)

/** Whether an address is in one of the networks. @param networks addresses and networks in CIDR notation */
export function matchNetworks(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return (text) => {
    const address = plainAddress(text)
    return address !== null && list.check(address, familyOf(address))
  }
}

/**
 * The address of a socket or of one entry in `X-Forwarded-For`, without zone, port, brackets and quotes: proxies write
 * `192.0.2.1:4711`, `[2001:db8::1]:4711` and `[2001:db8::1]` too. IPv4 also where the text has it as IPv6 (`::ffff:…`);
 * null where the text is no address.
 */
export function plainAddress(text: string): string | null {
  const unquoted = text.trim().replace(/^"(.*)"$/, '$1')
  const [, bracketed, withPort] = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(unquoted) ?? []
  const address = (bracketed ?? withPort ?? unquoted).replace(/%.*$/, '')
  // The library also reads the forms of `inet_aton`, such as "1" for 0.0.0.1.
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address)
  return isAddress ? ipaddr.process(address).toString() : null
}

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')
