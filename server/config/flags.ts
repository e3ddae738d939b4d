interface Flag {
  /** What stands for the value in the help; a flag without one is a switch. */
  value: string | null
  env: string
  /** In words, where leaving it out means something else than nothing. */
  default: string | null
  repeatable: boolean
  help: string
}

/** Every flag, in the order in which the help lists them. The README has the same table. */
export const flags = {
  port: {
    value: 'PORT',
    env: 'PLATTE_PORT',
    default: '8000',
    repeatable: false,
    help: 'The port to listen on; 0 takes any free one.',
  },
  host: {
    value: 'HOST',
    env: 'PLATTE_HOST',
    default: '127.0.0.1',
    repeatable: false,
    help: 'The address to listen on; another than loopback needs --allow-unauthenticated.',
  },
  'public-url': {
    value: 'URL',
    env: 'PLATTE_PUBLIC_URL',
    default: null,
    repeatable: true,
    help: 'A URL that browsers reach it by, such as https://platte.example.com. Loopback names are always taken.',
  },
  'trusted-proxy': {
    value: 'CIDR',
    env: 'PLATTE_TRUSTED_PROXY',
    default: null,
    repeatable: true,
    help: 'A proxy, or a network of them, whose X-Forwarded-For, -Host and -Proto count, such as 10.0.0.0/8.',
  },
  'allow-unauthenticated': {
    value: null,
    env: 'PLATTE_ALLOW_UNAUTHENTICATED',
    default: null,
    repeatable: false,
    help: 'Let everybody who reaches the port see and change everything.',
  },
  data: {
    value: 'DIR',
    env: 'PLATTE_DATA',
    default: './data',
    repeatable: false,
    help: 'Where the embedded database keeps its files.',
  },
  'database-url': {
    value: 'URL',
    env: 'DATABASE_URL',
    default: null,
    repeatable: false,
    help: 'A PostgreSQL (15 or later) to use instead of the embedded one: postgres://user:password@host/name.',
  },
  'audit-log-days': {
    value: 'N',
    env: 'PLATTE_AUDIT_LOG_DAYS',
    default: '400',
    repeatable: false,
    help: 'How many days the audit log of writes is kept: 1 to 3650.',
  },
  'no-demo': {
    value: null,
    env: 'PLATTE_NO_DEMO',
    default: null,
    repeatable: false,
    help: 'Simulate no nodes. They are simulated only with an embedded database that began with them.',
  },
  seed: {
    value: 'TEXT',
    env: 'PLATTE_SEED',
    default: 'platte',
    repeatable: false,
    help: 'What the simulated nodes are drawn from: the same text makes the same nodes.',
  },
  'update-server': {
    value: 'URL',
    env: 'PLATTE_UPDATE_SERVER',
    default: null,
    repeatable: false,
    help: 'Stand in front of this update server, a Nebraska say, instead of running one.',
  },
  open: {
    value: null,
    env: 'PLATTE_OPEN',
    default: null,
    repeatable: false,
    help: 'Open the dashboard in the browser.',
  },
} as const satisfies Record<string, Flag>

export type FlagName = keyof typeof flags

export function isFlagName(name: string): name is FlagName {
  return Object.hasOwn(flags, name)
}

/** What `--help` prints. */
export function helpText(): string {
  const rows = Object.entries<Flag>(flags).map(([name, flag]) => ({
    usage: `--${name}${flag.value === null ? '' : ` ${flag.value}`}`,
    text: [
      flag.help,
      ...(flag.repeatable ? [`Repeatable; ${flag.env} takes a list with commas.`] : [flag.env]),
      ...(flag.default === null ? [] : [`(default: ${flag.default})`]),
    ].join(' '),
  }))
  const width = Math.max(...rows.map(({ usage }) => usage.length))
  return [
    'Platte: fleet status and rollout control for Flatcar Container Linux.',
    '',
    'npm start -- [flags]. Each flag can be set by the environment variable named after it; the flag wins.',
    '',
    ...rows.map(({ usage, text }) => `  ${usage.padEnd(width)}  ${text}`),
    `  ${'--help'.padEnd(width)}  Print this.`,
    '',
  ].join('\n')
}
