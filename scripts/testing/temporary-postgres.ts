import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { postgresVersion } from './postgres-binaries.ts'
import { runUnprivileged } from './run-as.ts'

const run = promisify(execFile)

const OLDEST_VERSION = 15
const READY = 'database system is ready to accept connections'
/** For tests: nothing here must survive a power cut. */
export const CARELESS_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
const SETTINGS = { max_connections: '200', listen_addresses: '' }

export interface TemporaryPostgres {
  url: string
  version: string
  /** Shuts it down as an administrator would, and keeps its data. */
  halt: () => Promise<void>
  /** Starts it again at the same URL. */
  resume: () => Promise<void>
  stop: () => Promise<void>
}

/**
 * Starts an empty PostgreSQL that is gone without a trace after `stop`, and also when this process ends in any other
 * way. `findBinaries` may use the directory, which goes away with it. What `extra` doesn't set is as PostgreSQL has it.
 * Throws when it doesn't start.
 */
export async function startTemporaryPostgres(
  findBinaries: (directory: string) => string | Promise<string>,
  extra: Record<string, string>,
): Promise<TemporaryPostgres> {
  const runAs = await runUnprivileged()
  const directory = await mkdtemp(path.join(tmpdir(), 'platte-postgres-'))
  const stop = removeWhenDone(directory)
  try {
    const bin = await findBinaries(directory)
    if ('uid' in runAs) await chown(directory, runAs.uid, runAs.gid)
    const version = await postgresVersion(bin, runAs)
    if (Number.parseInt(version, 10) < OLDEST_VERSION) {
      throw new Error(
        `it is PostgreSQL ${version}, and ${OLDEST_VERSION} is the oldest that Platte works with`,
      )
    }
    const data = path.join(directory, 'data')
    const layout = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync']
    await run(path.join(bin, 'initdb'), ['-D', data, ...layout], runAs)
    // A socket in its directory takes half the processor time of a port, and is never taken by others.
    const settings = { ...SETTINGS, unix_socket_directories: directory, ...extra }
    const start = () => startServer(path.join(bin, 'postgres'), ['-D', data], settings, runAs)
    let server = await start()
    return {
      url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(directory)}`,
      version,
      halt: async () => {
        const ended = once(server, 'exit')
        // Ends sessions instead of waiting for them.
        server.kill('SIGINT')
        await ended
      },
      resume: async () => {
        server = await start()
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A shell that waits for its input to end, with this process at the latest: nobody ends it, and it ends the server. */
const JANITOR = `
  trap '' INT TERM HUP
  cat > /dev/null
  pid=$(head -n 1 "$1/data/postmaster.pid" 2> /dev/null) && kill -QUIT "$pid"
  tries=100
  while [ -e "$1/data/postmaster.pid" ] && [ $tries -gt 0 ]; do sleep 0.1; tries=$((tries - 1)); done
  rm -rf "$1"`

function removeWhenDone(directory: string): () => Promise<void> {
  const janitor = spawn('sh', ['-c', JANITOR, 'janitor', directory], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  const gone = once(janitor, 'exit')
  janitor.unref()
  return async () => {
    janitor.ref()
    janitor.stdin.end()
    await gone
  }
}

async function startServer(
  postgres: string,
  flags: string[],
  named: Record<string, string>,
  runAs: object,
): Promise<ChildProcess> {
  const settings = Object.entries(named).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(postgres, [...flags, ...settings, '-c', 'lc_messages=C'], {
    ...runAs,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  server.unref()
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (chunk: Buffer) => {
      if (said.includes(READY)) return
      said += chunk.toString()
      if (said.includes(READY)) resolve()
    })
    server.on('error', reject)
    server.on('exit', (code, signal) => reject(new Error(`it ended with ${code ?? signal}: ${said.trim()}`)))
  })
  return server
}
