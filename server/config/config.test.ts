import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '#contract/time-units.ts'
import { type Config, parseConfig } from './config.ts'
import type { Flag } from './flag.ts'
import { flags, helpText } from './flags.ts'
import { StartError } from '#server/errors/start-error.ts'

function config(args: string, env: Record<string, string> = {}): Config {
  const parsed = parseConfig(
    args.split(' ').filter((arg) => arg !== ''),
    env,
  )
  if (parsed.kind !== 'config') throw new Error('The flags include --help.')
  return parsed.config
}

/** The error of invalid flags. */
function errorOf(args: string, env: Record<string, string> = {}): unknown {
  try {
    return config(args, env)
  } catch (error) {
    return error
  }
}

test('without flags the server listens on loopback with an embedded database and a demo', () => {
  expect(config('')).toEqual({
    port: 8000,
    host: '127.0.0.1',
    updateListen: null,
    metricsListen: null,
    omahaSuffix: null,
    signIn: null,
    checkSignIn: false,
    session: { idleMs: 12 * HOUR_MS, maxMs: 168 * HOUR_MS, keyFile: null },
    caFile: null,
    publicUrls: [],
    trustedProxies: [],
    branding: { title: '', logoFile: null, headerStyle: 'light' },
    mirrorNetworks: [],
    open: false,
    auditLogDays: 400,
    data: './data',
    source: {
      kind: 'own',
      database: { kind: 'embedded', directory: './data' },
      demo: { kind: 'if-fresh', seed: 'platte' },
    },
  })
})

describe('each flag', () => {
  const cases: [flag: string, env: Record<string, string>, expected: Partial<Config>][] = [
    ['--port 0', { PLATTE_PORT: '0' }, { port: 0 }],
    ['--port=65535', { PLATTE_PORT: '65535' }, { port: 65_535 }],
    ['--host ::1', { PLATTE_HOST: '::1' }, { host: '::1' }],
    ['--host [::1]', { PLATTE_HOST: '[::1]' }, { host: '::1' }],
    ['--host 127.8.9.1', { PLATTE_HOST: '127.8.9.1' }, { host: '127.8.9.1' }],
    [
      '--host 0.0.0.0 --allow-unauthenticated',
      { PLATTE_HOST: '0.0.0.0', PLATTE_ALLOW_UNAUTHENTICATED: 'true' },
      { host: '0.0.0.0' },
    ],
    [
      '--update-listen [::]:8001',
      { PLATTE_UPDATE_LISTEN: '[::]:8001' },
      { updateListen: { host: '::', port: 8001 } },
    ],
    [
      '--metrics-listen 127.0.0.1:9090',
      { PLATTE_METRICS_LISTEN: '127.0.0.1:9090' },
      { metricsListen: { host: '127.0.0.1', port: 9090 } },
    ],
    [
      '--public-url https://Platte.example.com/ --public-url http://10.1.2.3:8080',
      { PLATTE_PUBLIC_URL: 'https://platte.example.com, http://10.1.2.3:8080' },
      { publicUrls: ['https://platte.example.com', 'http://10.1.2.3:8080'] },
    ],
    [
      '--trusted-proxy 10.0.0.0/8 --trusted-proxy fd00::1',
      { PLATTE_TRUSTED_PROXY: '10.0.0.0/8,fd00::1' },
      { trustedProxies: ['10.0.0.0/8', 'fd00::1'] },
    ],
    ['--omaha-suffix /s3cret/', { PLATTE_OMAHA_SUFFIX: 's3cret' }, { omahaSuffix: 's3cret' }],
    ['--ca-file ca.pem', { PLATTE_CA_FILE: 'ca.pem' }, { caFile: 'ca.pem' }],
    [
      '--session-idle-hours 1 --session-max-hours 24 --session-key-file key',
      { PLATTE_SESSION_IDLE_HOURS: '1', PLATTE_SESSION_MAX_HOURS: '24', PLATTE_SESSION_KEY_FILE: 'key' },
      { session: { idleMs: HOUR_MS, maxMs: 24 * HOUR_MS, keyFile: 'key' } },
    ],
    ['--check-sign-in', { PLATTE_CHECK_SIGN_IN: 'true' }, { checkSignIn: true }],
    ['--open', { PLATTE_OPEN: '1' }, { open: true }],
    [
      '--data /srv/platte --seed tuesday',
      { PLATTE_DATA: '/srv/platte', PLATTE_SEED: 'tuesday' },
      {
        source: {
          kind: 'own',
          database: { kind: 'embedded', directory: '/srv/platte' },
          demo: { kind: 'if-fresh', seed: 'tuesday' },
        },
      },
    ],
    [
      '--no-demo',
      { PLATTE_NO_DEMO: 'true' },
      {
        source: { kind: 'own', database: { kind: 'embedded', directory: './data' }, demo: { kind: 'never' } },
      },
    ],
    [
      '--database-url postgres://platte@db/platte',
      { DATABASE_URL: 'postgres://platte@db/platte' },
      {
        source: {
          kind: 'own',
          database: { kind: 'postgres', url: 'postgres://platte@db/platte' },
          demo: { kind: 'never' },
        },
      },
    ],
    [
      '--update-server https://nebraska.example.com/base/',
      { PLATTE_UPDATE_SERVER: 'https://nebraska.example.com/base/' },
      {
        source: {
          kind: 'update-server',
          url: 'https://nebraska.example.com/base',
          database: { kind: 'embedded', directory: './data' },
          client: { clientId: null, clientSecret: null, logoutUrl: null },
        },
      },
    ],
    [
      '--update-server http://127.0.0.1:1 --database-url postgres://platte@db/platte',
      { PLATTE_UPDATE_SERVER: 'http://127.0.0.1:1', DATABASE_URL: 'postgres://platte@db/platte' },
      {
        source: {
          kind: 'update-server',
          url: 'http://127.0.0.1:1',
          database: { kind: 'postgres', url: 'postgres://platte@db/platte' },
          client: { clientId: null, clientSecret: null, logoutUrl: null },
        },
      },
    ],
    ['--audit-log-days 30', { PLATTE_AUDIT_LOG_DAYS: '30' }, { auditLogDays: 30 }],
    ['--audit-log-days 3650', { PLATTE_AUDIT_LOG_DAYS: '3650' }, { auditLogDays: 3650 }],
  ]

  test.each(cases)('%s is read, also from its variable', (args, env, expected) => {
    expect(config(args)).toMatchObject(expected)
    expect(config('', env)).toMatchObject(expected)
  })

  test('takes precedence over its variable, and an empty variable is ignored', () => {
    expect(config('--port 1', { PLATTE_PORT: '2' }).port).toBe(1)
    expect(config('', { PLATTE_PORT: '' }).port).toBe(8000)
    expect(config('', { PLATTE_OPEN: 'false' }).open).toBe(false)
  })

  test('is in the help and in the README with its variable, default and description', () => {
    const docs = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    for (const flag of Object.values<Flag<unknown>>(flags)) {
      expect(helpText()).toContain(`--${flag.name}`)
      expect(helpText()).toContain(flag.env)
      const isSwitch = flag.placeholder === null
      const usage = isSwitch ? `--${flag.name}` : `--${flag.name} ${flag.placeholder}`
      const fallback = isSwitch ? '' : (flag.default ?? '')
      const repeatable = flag.isRepeatable ? 'Repeatable. ' : ''
      expect(docs).toContain(`| \`${usage}\` | \`${flag.env}\` | ${fallback} | ${repeatable}${flag.help} |`)
    }
    expect(parseConfig(['--help'], {})).toEqual({ kind: 'help' })
  })
})

describe('an error names the flag or the variable in one line', () => {
  const help = '. --help lists the flags.'
  const cases: [args: string, env: Record<string, string>, message: string][] = [
    ['--port 65536', {}, '--port takes a whole number from 0 to 65535, not "65536"'],
    ['--port -1', {}, '--port takes a whole number from 0 to 65535, not "-1"'],
    ['', { PLATTE_PORT: '80.5' }, 'PLATTE_PORT takes a whole number from 0 to 65535, not "80.5"'],
    ['--port', {}, '--port needs a value'],
    ['--port --open', {}, '--port needs a value'],
    ['--update-listen 8001', {}, '--update-listen takes a host and a port, such as 0.0.0.0:8001, not "8001"'],
    ['--data=', {}, '--data needs a value'],
    ['--open=yes', {}, '--open takes no value'],
    ['', { PLATTE_OPEN: 'perhaps' }, 'PLATTE_OPEN takes true or false, not "perhaps"'],
    ['--prot 80', {}, 'There is no flag --prot'],
    ['-p 80', {}, 'There is no flag -p'],
    ['8000', {}, '8000 is not a flag'],
    [
      '--host http://x',
      {},
      '--host takes an address or a name of this machine, without a port, not "http://x"',
    ],
    [
      '--public-url https://example.com/platte',
      {},
      '--public-url takes a URL without a path, such as https://platte.example.com, not "https://example.com/platte"',
    ],
    [
      '',
      { PLATTE_PUBLIC_URL: 'https://one.example,two' },
      'PLATTE_PUBLIC_URL takes a URL without a path, such as https://platte.example.com, not "two"',
    ],
    [
      '--trusted-proxy 10.0.0.0/33',
      {},
      '--trusted-proxy takes an address or a network, such as 10.0.0.0/8, not "10.0.0.0/33"',
    ],
    [
      '--trusted-proxy proxy',
      {},
      '--trusted-proxy takes an address or a network, such as 10.0.0.0/8, not "proxy"',
    ],
    [
      '--update-server ftp://example.com',
      {},
      '--update-server takes the URL of an update server, such as https://nebraska.example.com, not "ftp://example.com"',
    ],
    [
      '--update-server https://a:b@example.com',
      {},
      '--update-server takes the URL of an update server, such as https://nebraska.example.com',
    ],
    [
      '--public-url https://a:b@c@example.com',
      {},
      '--public-url takes a URL without a path, such as https://platte.example.com',
    ],
    [
      '',
      { PLATTE_UPDATE_SERVER: 'https://example.com/?token=secret' },
      'PLATTE_UPDATE_SERVER takes the URL of an update server, such as https://nebraska.example.com',
    ],
    ['https://a:b@example.com', {}, 'An argument is not a flag'],
    ['--https://a:b@example.com', {}, 'An argument is not a flag'],
    [
      '',
      { DATABASE_URL: 'mysql://root:secret@db' },
      'DATABASE_URL takes a PostgreSQL URL, such as postgres://user:password@host:5432/name',
    ],
  ]

  test.each(cases)('%s %j', (args, env, message) => {
    expect(errorOf(args, env)).toEqual(new StartError(`${message}${help}`, 2))
  })
})

describe('without authentication', () => {
  const outside = ['0.0.0.0', '::', '192.168.1.5', 'fleet.example.com', '128.0.0.1']

  test.each(outside)('the server refuses to listen on %s unless that is allowed', (host) => {
    for (const more of ['', ' --update-server http://127.0.0.1:1']) {
      const error = errorOf(`--host ${host}${more}`)
      expect(error).toHaveProperty('exitCode', 2)
      expect(String(error)).toContain(`Without a sign-in, listening on ${host} lets`)
      expect(config(`--host ${host} --allow-unauthenticated${more}`).host).toBe(host)
    }
  })
})

describe('with a sign-in', () => {
  const required =
    '--auth-mode oidc --oidc-issuer-url https://login.example.com/ --oidc-client-id platte --oidc-audience api --oidc-admin-roles ops'

  test('the settings are Nebraska’s, by flags or variables', () => {
    const all = `${required},sre --oidc-client-secret s --oidc-viewer-roles dev --oidc-roles-path realm_access.roles --oidc-scopes openid,groups --oidc-use-userinfo --oidc-management-url https://login.example.com/me --oidc-logout-url https://login.example.com/out`
    const signIn = {
      issuerUrl: 'https://login.example.com/',
      clientId: 'platte',
      clientSecret: 's',
      audience: 'api',
      adminRoles: ['ops', 'sre'],
      viewerRoles: ['dev'],
      rolesPath: 'realm_access.roles',
      scopes: ['openid', 'groups'],
      useUserinfo: true,
      managementUrl: 'https://login.example.com/me',
      logoutUrl: 'https://login.example.com/out',
    }
    expect(config(all).signIn).toEqual(signIn)
    const env = {
      PLATTE_AUTH_MODE: 'oidc',
      PLATTE_OIDC_ISSUER_URL: signIn.issuerUrl,
      PLATTE_OIDC_CLIENT_ID: 'platte',
      PLATTE_OIDC_CLIENT_SECRET: 's',
      PLATTE_OIDC_AUDIENCE: 'api',
      PLATTE_OIDC_ADMIN_ROLES: 'ops, sre',
      PLATTE_OIDC_VIEWER_ROLES: 'dev',
      PLATTE_OIDC_ROLES_PATH: 'realm_access.roles',
      PLATTE_OIDC_SCOPES: 'openid,groups',
      PLATTE_OIDC_USE_USERINFO: 'true',
      PLATTE_OIDC_MANAGEMENT_URL: 'https://login.example.com/me',
      PLATTE_OIDC_LOGOUT_URL: 'https://login.example.com/out',
    }
    expect(config('', env).signIn).toEqual(signIn)
    expect(config(required).signIn).toMatchObject({ viewerRoles: [], rolesPath: 'roles', clientSecret: null })
  })

  test('any address may be listened on, with an https URL for browsers', () => {
    expect(config(`${required} --host 0.0.0.0 --public-url https://platte.example.com`).host).toBe('0.0.0.0')
    expect(config(`${required} --public-url http://localhost:8000`).signIn).not.toBeNull()
    expect(String(errorOf(`${required} --host 0.0.0.0`))).toContain('needs --public-url')
    expect(String(errorOf(`${required} --public-url http://platte.example.com`))).toContain(
      '--public-url must be an https URL, which http://platte.example.com is not',
    )
  })

  test.each([
    ['--auth-mode oidc', '--auth-mode oidc needs --oidc-issuer-url'],
    [required.replace('--oidc-audience api', ''), '--auth-mode oidc needs --oidc-audience'],
    [required.replace('--oidc-admin-roles ops', ''), '--auth-mode oidc needs --oidc-admin-roles'],
    [required.replace('https:', 'http:'), '--oidc-issuer-url takes an https URL, or an http one on loopback'],
    [`${required} --oidc-scopes profile`, '--oidc-scopes must include openid'],
    ['--auth-mode noop', '--auth-mode takes none or oidc, not "noop"'],
    ['--oidc-client-id platte', '--oidc-client-id has no use without --auth-mode oidc'],
    ['--auth-mode oidc --update-server http://127.0.0.1:1', '--auth-mode has no use with --update-server'],
    [
      '--oidc-audience x --update-server http://127.0.0.1:1',
      '--oidc-audience has no use with --update-server, whose settings count',
    ],
    ['--omaha-suffix x --update-server http://127.0.0.1:1', '--omaha-suffix has no use with --update-server'],
    ['--omaha-suffix a/b', '--omaha-suffix takes letters, digits'],
    ['--omaha-suffix ..', '--omaha-suffix takes letters, digits'],
  ])('%s is refused', (args, message) => {
    expect(String(errorOf(args))).toContain(message)
  })
})
