import type { DatabaseLocation } from '#server/database/connect.ts'
import { isLoopback } from '#server/http/loopback.ts'
import { flags } from './flags.ts'
import { type Environment, FlagReader, usageError } from './flag-reader.ts'
import {
  type ClientConfig,
  type OidcSettings,
  parseClient,
  parseSignIn,
  refuseUnsafeSignIn,
} from './sign-in-config.ts'

export interface Config {
  /** 0 for any free port. */
  port: number
  host: string
  /** Where only nodes are answered, besides; null for nowhere. */
  updateListen: { host: string; port: number } | null
  /** Where metrics are answered; null for nowhere. */
  metricsListen: { host: string; port: number } | null
  /** The last part of the path where nodes check in; null for none. */
  omahaSuffix: string | null
  /** Who may sign in; null where nobody has to. */
  signIn: OidcSettings | null
  /** Whether to print facts about the sign-in instead of starting the server. */
  checkSignIn: boolean
  session: SessionConfig
  /** A PEM file of certificate authorities to trust besides the built-in ones. */
  caFile: string | null
  /** Origins by which browsers reach this server, besides loopback ones. */
  publicUrls: readonly string[]
  /** Addresses and networks. */
  trustedProxies: readonly string[]
  branding: BrandingConfig
  /** Where files of packages may be fetched from besides public addresses: addresses and networks. */
  mirrorNetworks: readonly string[]
  /** Whether to open the dashboard in the browser. */
  open: boolean
  /** How many days audit entries are kept. */
  auditLogDays: number
  /** The directory of what isn't in the database, and of the embedded database. */
  data: string
  source: Source
}

/** The title and the logo of the dashboard, and its header. */
export interface BrandingConfig {
  /** Empty for Platte's own. */
  title: string
  /** An SVG; null for Platte's own logo. */
  logoFile: string | null
  headerStyle: 'light' | 'dark'
}

/** How long people stay signed in. */
export interface SessionConfig {
  /** In milliseconds without a request. */
  idleMs: number
  /** In milliseconds from the sign-in on. */
  maxMs: number
  /** The file of the key that encrypts tokens; null for one in the data directory. */
  keyFile: string | null
}

/** The update server whose fleet the dashboard shows. */
export type Source =
  | { kind: 'own'; database: DatabaseLocation; demo: DemoConfig }
  /** Another one; its URL has no slash at its end. The database holds the audit log and freezes only. */
  | { kind: 'update-server'; url: string; database: DatabaseLocation; client: ClientConfig }

export type DemoConfig = { kind: 'never' } | { kind: 'if-fresh'; seed: string }

export type ParsedConfig = { kind: 'help' } | { kind: 'config'; config: Config }

/**
 * Parses flags and environment. Throws a `StartError` with exit code 2 that names the flag or variable and what it
 * takes.
 */
export function parseConfig(args: readonly string[], env: Environment): ParsedConfig {
  const reader = new FlagReader(args, env)
  if (reader.wantsHelp) return { kind: 'help' }
  const host = reader.required(flags.host)
  const publicUrls = reader.list(flags.publicUrls)
  const signIn = parseSignIn(reader)
  if (signIn !== null) refuseUnsafeSignIn(host, publicUrls)
  else if (!isLoopback(host) && !reader.required(flags.allowUnauthenticated)) refuseHost(host)
  return {
    kind: 'config',
    config: {
      port: reader.required(flags.port),
      host,
      updateListen: reader.optional(flags.updateListen),
      metricsListen: reader.optional(flags.metricsListen),
      omahaSuffix: parseOmahaSuffix(reader),
      signIn,
      checkSignIn: reader.required(flags.checkSignIn),
      session: {
        idleMs: reader.required(flags.sessionIdle),
        maxMs: reader.required(flags.sessionMax),
        keyFile: reader.optional(flags.sessionKeyFile),
      },
      caFile: reader.optional(flags.caFile),
      publicUrls,
      trustedProxies: reader.list(flags.trustedProxies),
      branding: {
        title: reader.optional(flags.clientTitle) ?? '',
        logoFile: reader.optional(flags.clientLogo),
        headerStyle: reader.required(flags.clientHeaderStyle),
      },
      mirrorNetworks: reader.list(flags.mirrorNetworks),
      open: reader.required(flags.open),
      auditLogDays: reader.required(flags.auditLogDays),
      data: reader.required(flags.data),
      source: parseSource(reader),
    },
  }
}

function parseSource(reader: FlagReader): Source {
  const updateServer = reader.optional(flags.updateServer)
  const databaseUrl = reader.optional(flags.databaseUrl)
  const seed = reader.required(flags.seed)
  const database: DatabaseLocation =
    databaseUrl === null
      ? { kind: 'embedded', directory: reader.required(flags.data) }
      : { kind: 'postgres', url: databaseUrl }
  if (updateServer !== null)
    return { kind: 'update-server', url: updateServer, database, client: parseClient(reader) }
  const never = reader.required(flags.noDemo) || database.kind === 'postgres'
  return { kind: 'own', database, demo: never ? { kind: 'never' } : { kind: 'if-fresh', seed } }
}

function parseOmahaSuffix(reader: FlagReader): string | null {
  const suffix = reader.optional(flags.omahaSuffix)
  if (suffix !== null && reader.optional(flags.updateServer) !== null)
    throw usageError('--omaha-suffix has no use with --update-server, where nodes check in')
  return suffix
}

function refuseHost(host: string): never {
  throw usageError(
    `Without a sign-in, listening on ${host} lets everyone who can reach it change every rollout: ` +
      'set --auth-mode oidc, listen on loopback behind a proxy that signs people in, ' +
      'or pass --allow-unauthenticated if that is intended',
  )
}
