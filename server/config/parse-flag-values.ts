import { isIP } from 'node:net'
import { HOUR_MS } from '#contract/time-units.ts'
import { isLoopback } from '#server/http/loopback.ts'

// Each returns null for an invalid value.

export const parseText = (text: string): string | null => text

export function parseSwitch(text: string): boolean | null {
  if (['true', '1'].includes(text)) return true
  return ['false', '0'].includes(text) ? false : null
}

export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number | null => {
    const number = Number(text)
    return /^\d+$/.test(text) && number >= min && number <= max ? number : null
  }

/** An IPv6 address may stand in brackets; it is returned without them. */
export function parseHost(text: string): string | null {
  const host = text.replace(/^\[(.*)\]$/, '$1')
  return /^[\w.:%-]+$/.test(host) ? host : null
}

/** An address, or a network in CIDR notation. */
export function parseNetwork(text: string): string | null {
  const [address = '', bits, ...rest] = text.split('/')
  const maxBits = { 4: 32, 6: 128 }[isIP(address)]
  if (maxBits === undefined || rest.length > 0) return null
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= maxBits) ? text : null
}

/** A URL without a path, as its origin. */
export function parseOrigin(text: string): string | null {
  const url = parseHttpUrl(text)
  return url?.pathname === '/' ? url.origin : null
}

/** A URL without a slash at its end. */
export const parseServerUrl = (text: string): string | null =>
  parseHttpUrl(text)?.href.replace(/\/+$/, '') ?? null

/** Refuses a URL with a user name or password too: the dashboard shows these URLs to everyone. */
function parseHttpUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  return isPlain && ['http:', 'https:'].includes(url.protocol) ? url : null
}

export const parsePostgresUrl = (text: string): string | null =>
  /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? text : null

/** HOST:PORT, an IPv6 address in brackets. */
export function parseListenAddress(text: string): { host: string; port: number } | null {
  const [, before = '', after = ''] = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(text) ?? []
  const host = parseHost(before)
  const port = wholeNumber(0, 65_535)(after)
  return host === null || port === null ? null : { host, port }
}

/** A URL as it is written: issuers are compared as texts. Tokens must not go over a network in clear. */
export function parseHttpsUrl(text: string): string | null {
  const url = parseHttpUrl(text)
  if (url === null) return null
  return url.protocol === 'https:' || isLoopback(url.hostname) ? text : null
}

/** A whole number of hours, in milliseconds. */
export const parseHours =
  (max: number) =>
  (text: string): number | null => {
    const hours = wholeNumber(1, max)(text)
    return hours === null ? null : hours * HOUR_MS
  }

/** The parts between commas; null for none. */
export function parseList(text: string): readonly string[] | null {
  const parts = text.split(',').map((part) => part.trim())
  const named = parts.filter((part) => part !== '')
  return named.length > 0 ? named : null
}

export const parseHeaderStyle = (text: string): 'light' | 'dark' | null =>
  text === 'light' || text === 'dark' ? text : null

export const parseAuthMode = (text: string): 'none' | 'oidc' | null =>
  text === 'none' || text === 'oidc' ? text : null

/** Part of a path that needs no encoding; slashes around it don't count. */
export function parsePathSegment(text: string): string | null {
  const segment = text.replace(/^\/|\/$/g, '')
  return /^[\w.~-]+$/.test(segment) && !/^\.+$/.test(segment) ? segment : null
}
