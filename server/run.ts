import { type Config, parseConfig } from './config/config.ts'
import { helpText } from './config/flags.ts'
import { type RunningServer, startServer } from './main.ts'
import { StartError } from './errors/start-error.ts'

/** Parses the flags. Exits with 0 after `--help`, with 2 where they are invalid. */
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
 * Runs the server until a signal stops it, then exits with 0. Exits with 1, after one line on standard error, where it
 * can't start or its database fails.
 */
export async function runServer(config: Config): Promise<RunningServer> {
  let server: RunningServer | null = null
  let stopping = false
  const stop = async () => {
    // Under npm a Ctrl-C arrives twice: from the terminal and from npm.
    if (stopping) return
    stopping = true
    printLine('Stopping…')
    await server?.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void stop().catch(exitWith))
  }
  const starting = startServer(config, {
    log: printLine,
    onFatalError: (error) => exitWith(new StartError(error.message)),
  })
  server = await starting.catch(exitWith)
  return server
}

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Prints the error in one line, or with its stack if it is a fault of ours, and exits. */
export function exitWith(error: unknown): never {
  if (error instanceof StartError) {
    process.stderr.write(`${error.message}\n`)
    process.exit(error.exitCode)
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
}
