import { isIPv6 } from 'node:net'

/** The host in a URL by which this machine reaches a server that listens on `host`: nothing opens a wildcard address. */
export function hostForBrowser(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return isIPv6(host) ? `[${host}]` : host
}
