import open from 'open'
import type { Config } from './config/config.ts'
import { configOrExit, printLine, runServer } from './run.ts'

export interface CommandOptions {
  /** Runs before the server starts, and only if the flags are valid. */
  beforeServing?: () => Promise<void>
}

/** Runs `platte` with these arguments. Prints to standard output and exits as `runServer` does. */
export async function runCommand(
  args: readonly string[],
  { beforeServing = async () => {} }: CommandOptions = {},
): Promise<void> {
  const config = configOrExit(args)
  await beforeServing()
  await serve(config)
}

async function serve(config: Config): Promise<void> {
  const { address, demo } = await runServer(config)
  printLine(describeData(config))
  if (demo) printLine('The nodes are simulated; --no-demo does without them.')
  printLine(`Platte runs at ${address}`)
  if (!config.open) return
  const browser = await open(address)
  browser.on('error', () => printLine('No browser could be opened.'))
}

function describeData({ source }: Config): string {
  if (source.kind === 'update-server') return `In front of ${source.url}.`
  const { database } = source
  return database.kind === 'postgres' ? 'On your PostgreSQL.' : `Data in ${database.directory}.`
}
