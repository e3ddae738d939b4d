import { once } from 'node:events'
import { access, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { connectDatabase } from './database/connect.ts'
import { createMigratedDirectory } from './testing/migrated-template.ts'
import { addressOf, type ServerProcess, SHORT_LIVED, startServerProcess } from './testing/server-process.ts'

// Processes with databases of their own take seconds while other tests keep the processors busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let directory: string
let data: string
const started: ServerProcess[] = []

// One directory for most tests, since a new database takes longest.
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'platte-run-'))
  data = path.join(directory, 'data')
  await createMigratedDirectory(data)
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.end('SIGKILL')))
})
afterAll(async () => {
  await rm(directory, { recursive: true })
})

async function start(flags: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startServerProcess(flags.split(' '), env, SHORT_LIVED)
  started.push(server)
  return server
}

const startAlone = () => start(`--port 0 --no-demo --data ${data}`)

describe('the process stops', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'on %s, removes its lock and exits with 0',
    async (signal) => {
      const server = await startAlone()
      expect(await (await fetch(`${addressOf(server)}/health`)).text()).toBe('OK')
      expect(await server.end(signal)).toBe(0)
      expect(server.stderr()).toBe('')
      // Where the dashboard is built, its assets are kept beside the database.
      const left = (await readdir(data)).filter((name) => name !== 'dashboard')
      expect(left).toEqual(['postgres'])
    },
  )

  test('once, where Ctrl-C arrives twice', async () => {
    const server = await startAlone()
    server.child.kill('SIGINT')
    expect(await server.end('SIGINT')).toBe(0)
    expect(server.stdout().match(/Stopping…/g)).toHaveLength(1)
  })

  test('after the requests in progress are answered', async () => {
    const upstreamServer = createServer()
    upstreamServer.listen(0, '127.0.0.1')
    await once(upstreamServer, 'listening')
    const address = upstreamServer.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const server = await start(`--port 0 --data ${data} --update-server http://127.0.0.1:${port}`)
    const response = fetch(`${addressOf(server)}/api/slow`)
    const [upstream] = await once(upstreamServer, 'connection')
    await once(upstream, 'data')
    const ended = server.end('SIGTERM')
    await vi.waitFor(() => expect(server.stdout()).toContain('Stopping…'))
    upstream.end('HTTP/1.1 200 OK\r\ncontent-length: 8\r\nconnection: close\r\n\r\nanswered')
    expect(await (await response).text()).toBe('answered')
    expect(await ended).toBe(0)
    upstreamServer.close()
  })
})

const inFront = (url: string) => start(`--port 0 --data ${data} --update-server ${url}`)

describe('in front of an update server', () => {
  test('the audit log is in a database of its own, and survives a kill', async () => {
    const elsewhere = path.join(directory, 'elsewhere')
    await createMigratedDirectory(elsewhere)
    const updateServer = await start(`--port 0 --no-demo --data ${elsewhere}`)
    const url = addressOf(updateServer)
    const front = await inFront(url)
    const headers = { 'content-type': 'application/json', 'platte-reason': 'its%20new%20name' }
    const body = JSON.stringify({ name: 'Kiosk OS' })
    const response = await fetch(`${addressOf(front)}/api/apps`, { method: 'POST', headers, body })
    expect(response.status).toBe(200)
    // Every write that got a response is in it, also after a kill.
    await front.end('SIGKILL')
    const restarted = await inFront(url)
    const auditLog = await fetch(`${addressOf(restarted)}/platte/audit-log`)
    expect(await auditLog.json()).toMatchObject({
      totalCount: 1,
      entries: [{ subject_name: 'Kiosk OS', outcome: 'done', reason: 'its new name' }],
    })
    expect(await restarted.end('SIGTERM')).toBe(0)
    expect(restarted.stderr()).toBe('')
  })

  test('a fresh directory stays fresh: an update server on it is seeded and has its demo', async () => {
    const fresh = path.join(directory, 'fresh')
    const front = await start(`--port 0 --data ${fresh} --update-server http://127.0.0.1:1`)
    expect(await front.end('SIGTERM')).toBe(0)
    const alone = await start(`--port 0 --data ${fresh}`)
    const status = await fetch(`${addressOf(alone)}/platte/status`)
    expect(await status.json()).toMatchObject({ demo: true, audit_log: true, update_server: null })
    const auditLog = await fetch(`${addressOf(alone)}/platte/audit-log`)
    expect(await auditLog.json()).toMatchObject({ kept_days: 400 })
    expect(await alone.end('SIGTERM')).toBe(0)
    const frontAgain = await start(`--port 0 --data ${fresh} --update-server http://127.0.0.1:1`)
    expect(await frontAgain.end('SIGTERM')).toBe(0)
  })
})

describe('one line on standard error reports', () => {
  test('an invalid flag, with exit code 2', async () => {
    const server = await start('--port none')
    expect(await server.end()).toBe(2)
    expect(server.stderr()).toBe(
      '--port takes a whole number from 0 to 65535, not "none". --help lists the flags.\n',
    )
    expect(server.stdout()).toBe('')
  })

  test('a port in use, before anything is written', async () => {
    const holder = createServer()
    holder.listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const address = holder.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const untouched = path.join(directory, 'untouched')
    const server = await start(`--port ${port} --data ${untouched}`)
    expect(await server.end()).toBe(1)
    expect(server.stderr()).toBe(
      `Port ${port} of 127.0.0.1 is taken by another process: stop it, or choose another one with --port.\n`,
    )
    await expect(access(untouched)).rejects.toThrow('ENOENT')
    holder.close()
  })

  test('an address that this machine does not have', async () => {
    const server = await start('--port 0 --host 192.0.2.1 --allow-unauthenticated')
    expect(await server.end()).toBe(1)
    expect(server.stderr()).toBe('This machine has no address 192.0.2.1: choose another one with --host.\n')
  })

  test('a data directory in use, whatever the second process is for, and its user continues', async () => {
    const first = await startAlone()
    for (const second of await Promise.all([startAlone(), inFront(addressOf(first))])) {
      expect(await second.end()).toBe(1)
      expect(second.stderr()).toBe(
        `The data directory ${data} is in use by another process (pid ${first.child.pid}): ` +
          'stop it, or name another directory with --data.\n',
      )
    }
    expect(await (await fetch(`${addressOf(first)}/health`)).text()).toBe('OK')
  })

  test('a database that can’t be reached, without its password', async () => {
    const server = await start('--port 0', { DATABASE_URL: 'postgres://platte:secret@127.0.0.1:1/fleet' })
    expect(await server.end()).toBe(1)
    expect(server.stderr()).toBe(
      "The database at postgres://platte@127.0.0.1:1/fleet can't be reached: connect ECONNREFUSED 127.0.0.1:1.\n",
    )
  })
})

describe('commands', () => {
  test('copy the database of a running server, restore it elsewhere and check a server', async () => {
    const server = await startAlone()
    const copy = path.join(directory, 'copy.tar.gz')
    const backup = await start(`backup ${copy} --data ${data}`)
    expect(await backup.end()).toBe(0)
    expect(backup.stderr()).toMatch(/^Backed up \S+ to \S+: \d+\.\d MB\.\n$/)
    const restored = path.join(directory, 'restored')
    const restore = await start(`restore ${copy} --data ${restored}`)
    expect(await restore.end()).toBe(0)
    expect(restore.stdout()).toMatch(/^Restored the backup of \S+ to \S+\.\n$/)
    expect(await readdir(restored)).toEqual(['postgres'])
    const { port } = new URL(addressOf(server))
    expect(await (await start(`health --port ${port}`)).end()).toBe(0)
    const { db, close } = await connectDatabase({ kind: 'embedded', directory: restored })
    expect(await db.selectFrom('groups').select('id').execute()).not.toEqual([])
    await close()
  })

  test('report in one line what they can’t do', async () => {
    const noFile = await start('backup --data elsewhere')
    expect(await noFile.end()).toBe(2)
    expect(noFile.stderr()).toBe(
      'platte backup needs a file first, or - for a standard stream. --help lists the flags.\n',
    )
    const postgres = await start('restore copy.tar.gz --database-url postgres://127.0.0.1/fleet')
    expect(await postgres.end()).toBe(2)
    expect(postgres.stderr()).toContain('platte restore is for the embedded database')
    const nobody = await start('health --port 1')
    expect(await nobody.end()).toBe(1)
    expect(nobody.stderr()).toContain('http://127.0.0.1:1/health does not respond')
  })
})

test('--help lists the flags, and exits with 0', async () => {
  const server = await start('--help')
  expect(await server.end()).toBe(0)
  expect(server.stdout()).toContain('--update-server URL')
})
