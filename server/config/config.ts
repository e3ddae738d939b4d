import { isIP } from 'node:net'
import type { DatabaseLocation } from '#server/database/connect.ts'
import { isLoopback } from '#server/http/loopback.ts'
import { DEFAULT_AUDIT_LOG_DAYS, MAX_AUDIT_LOG_DAYS } from './audit-retention.ts'
import { flags, type FlagName } from './flags.ts'
import { bad, type Given, type GivenText, list, readFlags, single, wrong } from './read-flags.ts'

export interface Config {
  /** 0 for any free one. */
  port: number
  host: string
  /** Origins that browsers reach this server by, besides loopback ones. */
  publicUrls: readonly string[]
  /** Addresses and networks. */
  trustedProxies: readonly string[]
  open: boolean
  /** How long entries of the audit log are kept. */
  auditLogDays: number
  source: Source
}

/** Where what the dashboard shows comes from. */
export type Source =
  | { kind: 'own'; database: DatabaseLocation; demo: DemoConfig }
  /** An update server elsewhere; the URL ends without a slash. The database has what is only ours: the audit log. */
  | { kind: 'update-server'; url: string; database: DatabaseLocation }

export type DemoConfig = { kind: 'never' } | { kind: 'if-fresh'; seed: string }

export type ParsedConfig = { kind: 'help' } | { kind: 'config'; config: Config }

/**
 * Reads flags and environment, once. Throws a `StartError` with exit code 2 that names the flag or
 * variable and what it takes.
 */
export function parseConfig(args: readonly string[], env: Record<string, string | undefined>): ParsedConfig {
  const given = readFlags(args, env)
  if (given === 'help') return { kind: 'help' }
  const host = parseHost(given('host'))
  const allowUnauthenticated = parseSwitch(given('allow-unauthenticated'))
  if (!isLoopback(host) && !allowUnauthenticated) refuseHost(host)
  return {
    kind: 'config',
    config: {
      port: parsePort(given('port')),
      host,
      publicUrls: list(given('public-url')).map(parsePublicUrl),
      trustedProxies: list(given('trusted-proxy')).map(parseNetwork),
      open: parseSwitch(given('open')),
      auditLogDays: parseAuditLogDays(given('audit-log-days')),
      source: parseSource(given),
    },
  }
}

function parseSource(given: (name: FlagName) => Given): Source {
  const updateServer = parseUpdateServer(given('update-server'))
  const database = parseDatabase(given)
  const seed = single(given('seed'))?.text ?? flags.seed.default
  const noDemo = parseSwitch(given('no-demo'))
  if (updateServer !== null) return { kind: 'update-server', url: updateServer, database }
  const never = noDemo || database.kind === 'postgres'
  return { kind: 'own', database, demo: never ? { kind: 'never' } : { kind: 'if-fresh', seed } }
}

function parseDatabase(given: (name: FlagName) => Given): DatabaseLocation {
  const url = parseDatabaseUrl(given('database-url'))
  const directory = single(given('data'))?.text ?? flags.data.default
  return url === null ? { kind: 'embedded', directory } : { kind: 'postgres', url }
}

function parseSwitch(given: Given): boolean {
  const value = single(given)
  if (!value) return false
  if (['true', '1'].includes(value.text)) return true
  if (['false', '0'].includes(value.text)) return false
  throw bad(value, 'takes true or false')
}

function parsePort(given: Given): number {
  const value = single(given)
  if (!value) return Number(flags.port.default)
  const port = Number(value.text)
  if (/^\d+$/.test(value.text) && port <= 65_535) return port
  throw bad(value, 'takes a whole number from 0 to 65535')
}

function parseAuditLogDays(given: Given): number {
  const value = single(given)
  if (!value) return DEFAULT_AUDIT_LOG_DAYS
  const days = Number(value.text)
  if (/^\d+$/.test(value.text) && days >= 1 && days <= MAX_AUDIT_LOG_DAYS) return days
  throw bad(value, `takes a whole number of days from 1 to ${MAX_AUDIT_LOG_DAYS}`)
}

function parseHost(given: Given): string {
  const value = single(given)
  if (!value) return flags.host.default
  const host = value.text.replace(/^\[(.*)\]$/, '$1')
  if (/^[\w.:%-]+$/.test(host)) return host
  throw bad(value, 'takes an address or a name of this machine, without a port')
}

function refuseHost(host: string): never {
  throw wrong(
    `Nobody signs in here yet, so listening on ${host} lets everybody who reaches it change every rollout: ` +
      'give --allow-unauthenticated if that is meant, or listen on loopback behind a proxy that signs people in',
  )
}

function parsePublicUrl(value: GivenText): string {
  const url = httpUrl(value.text)
  if (url && url.pathname === '/' && url.search === '' && url.hash === '') return url.origin
  throw bad(value, 'takes a URL without a path, such as https://platte.example.com')
}

function parseUpdateServer(given: Given): string | null {
  const value = single(given)
  if (!value) return null
  const url = httpUrl(value.text)
  if (url && url.search === '' && url.hash === '') return url.href.replace(/\/+$/, '')
  throw bad(value, 'takes the URL of an update server, such as https://nebraska.example.com')
}

/** Null also where it names a user: these URLs are shown to everybody. */
function httpUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '' ? url : null
}

function parseNetwork(value: GivenText): string {
  const [address = '', bits, ...more] = value.text.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  const isNetwork = bits === undefined ? most > 0 : /^\d+$/.test(bits) && Number(bits) <= most
  if (isNetwork && more.length === 0) return value.text
  throw bad(value, 'takes an address or a network, such as 10.0.0.0/8')
}

function parseDatabaseUrl(given: Given): string | null {
  const value = single(given)
  if (!value) return null
  if (/^postgres(ql)?:\/\//.test(value.text) && URL.canParse(value.text)) return value.text
  // What stands there may hold a password.
  throw wrong(`${value.from} takes a PostgreSQL URL, such as postgres://user:password@host:5432/name`)
}
