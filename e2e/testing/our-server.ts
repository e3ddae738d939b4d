import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/
const LONGEST_START_MS = 120_000
/** Longer than the server waits for the connections that a browser leaves open. */
const LONGEST_STOP_MS = 20_000

/** The process that an operator starts, on a free port. */
export interface OurServer {
  url: string
  stop: () => Promise<void>
}

/**
 * Starts it on data of its own, without nodes unless `demo` is asked for, or in front of the update server at that
 * URL. Throws with what it printed when it doesn't come up.
 */
export async function startOurServer(
  updateServer: string | null,
  { demo = false }: { demo?: boolean } = {},
): Promise<OurServer> {
  await access(path.join(root, 'dist', 'index.html')).catch(() => {
    throw new Error('These tests open the built dashboard, and there is none: run `npm run build`.')
  })
  const data = await mkdtemp(path.join(tmpdir(), 'platte-e2e-'))
  const own = ['--data', data, ...(demo ? [] : ['--no-demo'])]
  const source = updateServer === null ? own : ['--data', data, '--update-server', updateServer]
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/testing/run-server.ts', '--port', '0', ...source],
    {
      cwd: root,
      env: ownEnvironment(),
      // It stops when its input ends, so it doesn't outlive a worker that is killed.
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  )
  const stop = async () => {
    await end(child)
    await rm(data, { recursive: true, force: true })
  }
  try {
    return { url: await addressOf(child), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** None of the variables that stand for flags: what a developer has set must not reach the tests. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('PLATTE_') && name !== 'DATABASE_URL'),
  )
}

async function addressOf(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('The output of the server is not read.')
  let said = ''
  stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`The server did not start: ${reason}\n${said}`))
    const timer = setTimeout(() => fail('it told no address in time'), LONGEST_START_MS)
    createInterface({ input: stdout }).on('line', (line) => {
      said += `${line}\n`
      const address = ADDRESS.exec(line)?.[0]
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
  const impatience = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP_MS)
  const [, signal]: unknown[] = await ended
  clearTimeout(impatience)
  if (signal === 'SIGKILL')
    throw new Error(`The server did not stop within ${LONGEST_STOP_MS} ms of SIGTERM.`)
}
