import { type Config, parseConfig } from './config/config.ts'
import { helpText } from './config/flags.ts'
import { type RunningServer, startServer } from './main.ts'
import { StartError } from './errors/start-error.ts'

/** What the process does with its flags; exits where there is nothing to run. */
export function configOrExit(args: readonly string[]): Config {
  try {
    const parsed = parseConfig(args, process.env)
    if (parsed.kind === 'config') return parsed.config
    process.stdout.write(helpText())
    return process.exit(0)
  } catch (error) {
    return exitWith(error)
  }
}

/**
 * Runs the server until a signal stops it. Exits with 0 then, with 1 where it couldn't start or its
 * database broke down; one line on standard error says why.
 */
export async function runServer(config: Config): Promise<RunningServer> {
  let server: RunningServer | null = null
  let stopping = false
  const stop = async () => {
    // Ctrl-C comes twice under npm: from the terminal and from npm.
    if (stopping) return
    stopping = true
    tell('Stopping…')
    await server?.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void stop().catch(exitWith))
  }
  const starting = startServer(config, {
    log: tell,
    onFailure: (error) => exitWith(new StartError(error.message)),
  })
  server = await starting.catch(exitWith)
  return server
}

export function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}

function exitWith(error: unknown): never {
  if (error instanceof StartError) {
    process.stderr.write(`${error.message}\n`)
    process.exit(error.exitCode)
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
}
