import open from 'open'
import { backUp } from './backup/back-up.ts'
import { restore } from './backup/restore.ts'
import type { Config } from './config/config.ts'
import { usageError } from './config/flag-reader.ts'
import { StartError } from './errors/start-error.ts'
import { configOrExit, exitWith, printLine, runServer } from './run.ts'
import { systemClock } from './clock.ts'
import { trustCaFile } from './http/trust-ca-file.ts'
import { checkedSettings, checkSignIn, factLine, problemLine } from './sign-in/check-sign-in.ts'
import { unhealthyReason } from './unhealthy-reason.ts'

export interface CommandOptions {
  /** Runs before the server starts, and only if the flags are valid. */
  beforeServing?: () => Promise<void>
}

/**
 * Runs `platte` with these arguments: the server, or the command that the first one names. Prints to standard output
 * and exits as `runServer` does.
 */
export async function runCommand(
  args: readonly string[],
  { beforeServing = async () => {} }: CommandOptions = {},
): Promise<void> {
  const [name = '', ...rest] = args
  const command = commands[name]
  if (command) {
    await command(rest).catch(exitWith)
    return
  }
  const config = configOrExit(args)
  if (config.checkSignIn) return printSignInCheck(config).catch(exitWith)
  await beforeServing()
  await serve(config)
}

const commands: Record<string, (args: readonly string[]) => Promise<void>> = {
  backup: async (args) => {
    const { file, directory } = parseArchiveArguments('backup', args)
    const bytes = await backUp(directory, file)
    // Standard output has the backup itself where it goes there.
    process.stderr.write(
      `Backed up ${directory}${bytes === null ? '' : ` to ${file}: ${(bytes / 1e6).toFixed(1)} MB`}.\n`,
    )
  },
  restore: async (args) => {
    const { file, directory } = parseArchiveArguments('restore', args)
    const { created_at } = await restore(directory, file)
    printLine(`Restored the backup of ${created_at} to ${directory}.`)
  },
  health: async (args) => {
    const reason = await unhealthyReason(configOrExit(args))
    if (reason !== null) throw new StartError(reason)
    printLine('OK')
  },
}

/** Throws a `StartError` for flags of a database that is not embedded. */
function parseArchiveArguments(command: string, [file, ...flags]: readonly string[]) {
  if (file === undefined || /^-./.test(file))
    throw usageError(`platte ${command} needs a file first, or - for a standard stream`)
  const { database } = configOrExit(flags).source
  if (database.kind === 'postgres' || database.directory === null)
    throw usageError(
      `platte ${command} is for the embedded database: use pg_dump for a PostgreSQL of your own`,
    )
  return { file, directory: database.directory }
}

/** Exits with 1 where there is a problem. */
async function printSignInCheck({ signIn, publicUrls, port, caFile }: Config): Promise<void> {
  if (signIn === null) throw usageError('--check-sign-in needs --auth-mode oidc')
  if (caFile !== null) await trustCaFile(caFile)
  const origins = publicUrls.length > 0 ? publicUrls : [`http://127.0.0.1:${port}`]
  const { facts, problems } = await checkSignIn(checkedSettings(signIn), origins, systemClock)
  for (const fact of facts) printLine(factLine(fact))
  if (problems.length > 0) throw new StartError(problems.map(problemLine).join('\n'))
  printLine('No problems found in the provider’s description.')
}

async function serve(config: Config): Promise<void> {
  const { address, demo } = await runServer(config)
  printLine(describeData(config))
  if (demo) printLine('The nodes are simulated; pass --no-demo to run without them.')
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
