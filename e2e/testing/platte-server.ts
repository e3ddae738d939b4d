import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { compiledServer } from '#scripts/testing/compiled-server.ts'
import { newDataDirectory } from '#scripts/testing/new-data-directory.ts'
import { newDatabase } from '#scripts/testing/new-e2e-database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** The line before it may name the update server. */
const ADDRESS = /runs at (http:\/\/127\.0\.0\.1:\d+)/
/** WebAssembly's optimizing compiler takes more time than it saves within one run. */
const NODE_FLAGS = ['--liftoff-only']
const MAX_START_MS = 120_000
/** Longer than the server waits for connections that a browser leaves open. */
const MAX_STOP_MS = 20_000

/** A running Platte process, on a free port. */
export interface PlatteServer {
  url: string
  stop: () => Promise<void>
}

/**
 * Starts Platte with a database of its own, in front of the update server at `updateServer` if that is not null. It has no
 * nodes unless `demo` is true: then, and in front of another server, it is on the embedded database, otherwise on the run's
 * PostgreSQL where there is one. Throws with the process's output if it does not start.
 */
export async function startPlatteServer(
  updateServer: string | null,
  { demo = false, flags = [] }: { demo?: boolean; flags?: readonly string[] } = {},
): Promise<PlatteServer> {
  await access(path.join(root, 'dist', 'index.html')).catch(() => {
    throw new Error('These tests need the built dashboard: run `npm run build`.')
  })
  const data = await newDataDirectory()
  const database = demo || updateServer !== null ? null : await newDatabase()
  const place = database ? ['--database-url', database.url] : ['--data', data]
  const own = [...place, ...(demo ? [] : ['--no-demo']), ...flags]
  const source = updateServer === null ? own : ['--data', data, '--update-server', updateServer, ...flags]
  const child = spawn(process.execPath, [...NODE_FLAGS, await compiledServer(), '--port', '0', ...source], {
    cwd: root,
    env: environmentWithoutFlags(),
    // The server stops when its input ends, so it does not outlive a killed worker.
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const stop = async () => {
    await end(child)
    await database?.drop()
    await rm(data, { recursive: true, force: true })
  }
  try {
    return { url: await waitForAddress(child), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The environment without the variables that stand for flags: a developer's settings must not affect the tests. */
function environmentWithoutFlags(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('PLATTE_') && name !== 'DATABASE_URL'),
  )
}

async function waitForAddress(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('The server has no output streams.')
  let output = ''
  stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`The server did not start: ${reason}\n${output}`))
    const timer = setTimeout(() => fail('it printed no address in time'), MAX_START_MS)
    createInterface({ input: stdout }).on('line', (line) => {
      output += `${line}\n`
      const address = ADDRESS.exec(line)?.[1]
      if (address === undefined) return
      clearTimeout(timer)
      resolve(address)
    })
    child.on('error', (error) => fail(error.message))
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      fail(`it ended with ${code ?? signal}`)
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const killTimer = setTimeout(() => child.kill('SIGKILL'), MAX_STOP_MS)
  const [, signal]: unknown[] = await ended
  clearTimeout(killTimer)
  if (signal === 'SIGKILL') throw new Error(`The server did not stop within ${MAX_STOP_MS} ms of SIGTERM.`)
}
