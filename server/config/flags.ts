import { DEFAULT_AUDIT_LOG_DAYS, MAX_AUDIT_LOG_DAYS } from './audit-retention.ts'
import { type Flag, switchFlag } from './flag.ts'
import { parseHost, parseNetwork, parseOrigin, parsePostgresUrl } from './parse-flag-values.ts'
import {
  parseListenAddress,
  parsePathSegment,
  parseServerUrl,
  parseText,
  wholeNumber,
} from './parse-flag-values.ts'
import { signInFlags } from './sign-in-flags.ts'

/** Every flag, in the order of the help. The README has the same table. */
export const flags = {
  port: {
    name: 'port',
    placeholder: 'PORT',
    env: 'PLATTE_PORT',
    default: '8000',
    takes: 'a whole number from 0 to 65535',
    parse: wholeNumber(0, 65_535),
    help: 'The port to listen on; 0 picks any free port.',
  },
  host: {
    name: 'host',
    placeholder: 'HOST',
    env: 'PLATTE_HOST',
    default: '127.0.0.1',
    takes: 'an address or a name of this machine, without a port',
    parse: parseHost,
    help: 'The address to listen on; one other than loopback needs a sign-in or --allow-unauthenticated.',
  },
  updateListen: {
    name: 'update-listen',
    placeholder: 'ADDRESS',
    env: 'PLATTE_UPDATE_LISTEN',
    default: null,
    takes: 'a host and a port, such as 0.0.0.0:8001',
    parse: parseListenAddress,
    help: 'A second address that answers nodes only, below /v1/update, such as 0.0.0.0:8001.',
  },
  metricsListen: {
    name: 'metrics-listen',
    placeholder: 'ADDRESS',
    env: 'PLATTE_METRICS_LISTEN',
    default: null,
    takes: 'a host and a port, such as 127.0.0.1:9090',
    parse: parseListenAddress,
    help: 'Another address that answers /metrics, and nothing else, for Prometheus, such as 127.0.0.1:9090.',
  },
  omahaSuffix: {
    name: 'omaha-suffix',
    placeholder: 'SECRET',
    env: 'PLATTE_OMAHA_SUFFIX',
    default: null,
    takes: 'letters, digits, dashes, dots, underscores and tildes',
    parse: parsePathSegment,
    isSecret: true,
    help: 'Nodes check in at /v1/update/SECRET only.',
  },
  publicUrls: {
    name: 'public-url',
    placeholder: 'URL',
    env: 'PLATTE_PUBLIC_URL',
    default: null,
    takes: 'a URL without a path, such as https://platte.example.com',
    parse: parseOrigin,
    isRepeatable: true,
    help: 'A URL that browsers use, such as https://platte.example.com. Loopback names are always allowed.',
  },
  trustedProxies: {
    name: 'trusted-proxy',
    placeholder: 'CIDR',
    env: 'PLATTE_TRUSTED_PROXY',
    default: null,
    takes: 'an address or a network, such as 10.0.0.0/8',
    parse: parseNetwork,
    isRepeatable: true,
    help: 'A proxy, or a network of proxies, whose X-Forwarded-For, -Host and -Proto are trusted, such as 10.0.0.0/8.',
  },
  allowUnauthenticated: {
    ...switchFlag,
    name: 'allow-unauthenticated',
    env: 'PLATTE_ALLOW_UNAUTHENTICATED',
    help: 'Let everyone who can reach the port see and change everything.',
  },
  ...signInFlags,
  data: {
    name: 'data',
    placeholder: 'DIR',
    env: 'PLATTE_DATA',
    default: './data',
    takes: 'a directory',
    parse: parseText,
    help: 'The directory of the embedded database and of the dashboard’s earlier builds.',
  },
  databaseUrl: {
    name: 'database-url',
    placeholder: 'URL',
    env: 'DATABASE_URL',
    default: null,
    takes: 'a PostgreSQL URL, such as postgres://user:password@host:5432/name',
    parse: parsePostgresUrl,
    isSecret: true,
    help: 'A PostgreSQL (15 or later) to use instead of the embedded one: postgres://user:password@host/name.',
  },
  auditLogDays: {
    name: 'audit-log-days',
    placeholder: 'N',
    env: 'PLATTE_AUDIT_LOG_DAYS',
    default: String(DEFAULT_AUDIT_LOG_DAYS),
    takes: `a whole number of days from 1 to ${MAX_AUDIT_LOG_DAYS}`,
    parse: wholeNumber(1, MAX_AUDIT_LOG_DAYS),
    help: `How many days audit log entries are kept: 1 to ${MAX_AUDIT_LOG_DAYS}.`,
  },
  noDemo: {
    ...switchFlag,
    name: 'no-demo',
    env: 'PLATTE_NO_DEMO',
    help: 'Simulate no nodes. Only an embedded database that started with simulated nodes has them.',
  },
  seed: {
    name: 'seed',
    placeholder: 'TEXT',
    env: 'PLATTE_SEED',
    default: 'platte',
    takes: 'a text',
    parse: parseText,
    help: 'The seed of the simulated nodes: the same text creates the same nodes.',
  },
  updateServer: {
    name: 'update-server',
    placeholder: 'URL',
    env: 'PLATTE_UPDATE_SERVER',
    default: null,
    takes: 'the URL of an update server, such as https://nebraska.example.com',
    parse: parseServerUrl,
    help: 'Run in front of this update server, such as a Nebraska, instead of running one.',
  },
  open: {
    ...switchFlag,
    name: 'open',
    env: 'PLATTE_OPEN',
    help: 'Open the dashboard in the browser.',
  },
} as const satisfies Record<string, Flag<unknown>>

/** The text of `--help`. */
export function helpText(): string {
  const rows = Object.values<Flag<unknown>>(flags).map((flag) => ({
    usage: flag.placeholder === null ? `--${flag.name}` : `--${flag.name} ${flag.placeholder}`,
    text: [
      flag.help,
      ...(flag.isRepeatable ? [`Repeatable; ${flag.env} takes a list with commas.`] : [flag.env]),
      ...(flag.placeholder === null || flag.default === null ? [] : [`(default: ${flag.default})`]),
    ].join(' '),
  }))
  const width = Math.max(...rows.map(({ usage }) => usage.length))
  return [
    'Platte: fleet status and rollout control for Flatcar Container Linux.',
    '',
    'platte [flags]                 Run the server. From a clone: npm start -- [flags].',
    'platte backup FILE [flags]     Copy the embedded database, also while it is in use. FILE may be -.',
    'platte restore FILE [flags]    Create the embedded database from a backup. FILE may be -.',
    'platte health [flags]          Exit with 0 if the server that these flags start works.',
    '',
    'An environment variable sets the flag that it is listed with; the flag takes precedence.',
    '',
    ...rows.map(({ usage, text }) => `  ${usage.padEnd(width)}  ${text}`),
    `  ${'--help'.padEnd(width)}  Print this help.`,
    '',
  ].join('\n')
}
