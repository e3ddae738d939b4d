import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export interface ServerProcess {
  child: ChildProcess
  /** The URL that it listens on; null where it ended before listening. */
  address: string | null
  /** The output so far. */
  stdout: () => string
  stderr: () => string
  /** Sends the signal, if any, and waits for the end. Resolves to the exit code; null after a kill. */
  end: (signal?: NodeJS.Signals) => Promise<number | null>
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Node flags for a process that runs for seconds: WebAssembly starts sooner without its optimizing compiler. */
export const SHORT_LIVED = ['--liftoff-only']

let compiled: Promise<string> | null = null

/** The server's bundle, which starts in half the time that the sources take. */
async function compile(): Promise<string> {
  const script = ['--import', 'tsx', 'scripts/testing/compile-server.ts']
  const { stdout } = await promisify(execFile)(process.execPath, script, { cwd: root })
  return stdout.trim()
}

/**
 * Starts the server in a process of its own, which ends with this one. Resolves when it listens or has ended.
 * @param nodeFlags empty where its speed is measured
 */
export async function startServerProcess(
  flags: readonly string[],
  env: Record<string, string> = {},
  nodeFlags: readonly string[] = [],
): Promise<ServerProcess> {
  compiled ??= compile()
  const child = spawn(process.execPath, [...nodeFlags, await compiled, ...flags], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  let stdout = ''
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const address = await new Promise<string | null>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      const [, found] = /^Platte runs at (\S+)$/m.exec(stdout) ?? []
      if (found !== undefined) resolve(found)
    })
    void ended.then(() => resolve(null))
  })
  return {
    child,
    address,
    stdout: () => stdout,
    stderr: () => stderr,
    end: async (signal) => {
      if (signal) child.kill(signal)
      await ended
      return child.exitCode
    },
  }
}

/** The URL of a server that must have started. */
export function addressOf({ address, stderr }: ServerProcess): string {
  if (address === null) throw new Error(`The server did not start: ${stderr()}`)
  return address
}
