import * as z from 'zod/mini'
import { POSTGRES_MAJOR_VERSION } from '#server/database/data-directory.ts'
import { StartError } from '#server/errors/start-error.ts'

/** The first entry of a backup: what a restore must know before it writes anything. */
export const MANIFEST = 'platte-backup.json'
/** The directory in a backup that holds PostgreSQL's files. */
export const POSTGRES = 'postgres'

const manifestSchema = z.object({
  format: z.literal(1),
  /** ISO 8601. */
  created_at: z.string(),
  /** The major version. */
  postgres: z.string(),
  /** The names of the migrations that the database has had. */
  migrations: z.array(z.string()),
})

export type BackupManifest = z.infer<typeof manifestSchema>

/** Throws a `StartError` for what no `platte backup` wrote. */
export function parseManifest(text: string): BackupManifest {
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch {
    throw new StartError('This is not a backup that this version of Platte can read.')
  }
}

/**
 * Throws a `StartError` for a backup of a newer Platte, or of another PostgreSQL.
 * @param known the names of this version's migrations
 */
export function refuseNewerBackup({ postgres, migrations }: BackupManifest, known: readonly string[]): void {
  const unknown = migrations.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    throw new StartError(
      `The backup is of a newer version of Platte (${unknown.join(', ')}): restore it with that version, or a newer one.`,
    )
  }
  if (postgres !== POSTGRES_MAJOR_VERSION) {
    throw new StartError(
      `The backup is of PostgreSQL ${postgres}, and this is PostgreSQL ${POSTGRES_MAJOR_VERSION}: ` +
        'restore it with the version of Platte that made it.',
    )
  }
}
