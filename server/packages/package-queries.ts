import { type Kysely, sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Package } from '#contract/package.ts'
import type { Schema } from '#server/database/schema.ts'
import { contains } from '#server/database/contains.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'
import { notFound } from '#server/http/http-error.ts'

/** `1.2.3-beta` as the array {1,2,3}: lists sort versions by their three numbers. */
export const releaseNumbers = sql<string>`string_to_array((regexp_split_to_array(packages.version, '[+-]'))[1], '.')::numeric[]`

/** Packages with their blacklist, files and action; the caller adds conditions. */
export function selectPackages(db: Kysely<Schema>) {
  return db
    .selectFrom('packages')
    .select(['packages.id', 'packages.application_id', 'packages.arch', 'packages.type', 'packages.version'])
    .select(['packages.url', 'packages.filename', 'packages.description', 'packages.size', 'packages.hash'])
    .select('packages.created_ts')
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('channel_blacklist')
          .select('channel_blacklist.channel_id')
          .whereRef('channel_blacklist.package_id', '=', 'packages.id')
          .orderBy('channel_blacklist.seq'),
      ).as('channels_blacklist'),
      jsonArrayFrom(
        eb
          .selectFrom('package_files')
          .select(['id', 'package_id', 'name', 'size', 'hash', 'hash256', 'created_ts'])
          .whereRef('package_files.package_id', '=', 'packages.id')
          .orderBy('package_files.id'),
      ).as('extra_files'),
      jsonObjectFrom(
        eb
          .selectFrom('flatcar_actions')
          .select(['id', 'event', 'chromeos_version', 'sha256', 'needs_admin', 'is_delta', 'created_ts'])
          .select(['disable_payload_backoff', 'metadata_signature_rsa', 'metadata_size', 'deadline'])
          .whereRef('flatcar_actions.package_id', '=', 'packages.id'),
      ).as('flatcar_action'),
    ])
}

type PackageRow = Awaited<ReturnType<ReturnType<typeof selectPackages>['execute']>>[number]

export function toPackage({ flatcar_action, ...row }: PackageRow): Package {
  return {
    ...row,
    created_ts: row.created_ts.toISOString(),
    channels_blacklist: nullIfEmpty(row.channels_blacklist.map(({ channel_id }) => channel_id)),
    extra_files: nullIfEmpty(
      row.extra_files.map((file) => ({
        ...file,
        id: Number(file.id),
        created_ts: new Date(file.created_ts).toISOString(),
      })),
    ),
    flatcar_action: flatcar_action && {
      ...flatcar_action,
      created_ts: new Date(flatcar_action.created_ts).toISOString(),
    },
    floor_reason: null,
  }
}

/** Throws an HTTP error 404 for an unknown id. */
export async function requirePackage(db: Kysely<Schema>, id: string): Promise<Package> {
  const row = await selectPackages(db).where('packages.id', '=', id).executeTakeFirst()
  if (!row) throw unknownPackage(id)
  return toPackage(row)
}

export const unknownPackage = (id: string) => notFound(`package with the id ${id}`)

export async function findPackages(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<Map<string, Package>> {
  if (ids.length === 0) return new Map()
  const rows = await selectPackages(db).where('packages.id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, toPackage(row)]))
}

export interface PackageFilter {
  application_id: string
  /** Part of a version, in any letter case. */
  search: string
}

export async function listPackages(
  db: Kysely<Schema>,
  { application_id, search }: PackageFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<Package[]> {
  const rows = await selectPackages(db)
    .where('packages.application_id', '=', application_id)
    .where(contains(sql.ref('packages.version'), search))
    .orderBy(releaseNumbers, 'desc')
    .orderBy('packages.created_ts', 'desc')
    .orderBy('packages.seq', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(toPackage)
}

export async function countPackages(
  db: Kysely<Schema>,
  { application_id, search }: PackageFilter,
): Promise<number> {
  const { count } = await db
    .selectFrom('packages')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('application_id', '=', application_id)
    .where(contains(sql.ref('packages.version'), search))
    .executeTakeFirstOrThrow()
  return count
}
