import type { Kysely } from 'kysely'
import { type Arch, ARCH_NAMES } from '#contract/arch.ts'
import type { Schema } from '#server/database/schema.ts'
import { badRequest, conflict } from '#server/http/http-error.ts'
import { parseId } from '#server/http/request-values.ts'
import { isBlacklisted } from './channel-queries.ts'

/**
 * The package to set as the channel's target; null for none. Throws an HTTP error unless it is of the same application
 * and arch and not blacklisted for the channel. A new channel has no id yet.
 */
export async function requireTarget(
  db: Kysely<Schema>,
  package_id: string | undefined,
  channel: { id: string | null; application_id: string; arch: Arch },
): Promise<{ id: string; version: string } | null> {
  if (!package_id) return null
  const id = parseId(package_id)
  const found = id === null ? undefined : await readTarget(db, id)
  if (!found || found.application_id !== channel.application_id)
    throw badRequest(
      'unknown-package',
      `The application has no package with the id ${package_id}.`,
      'package_id',
    )
  if (found.arch !== channel.arch)
    throw badRequest(
      'arch-mismatch',
      `The package is for ${ARCH_NAMES[found.arch]}, the channel for ${ARCH_NAMES[channel.arch]}.`,
      'package_id',
    )
  if (channel.id !== null && (await isBlacklisted(db, found.id, channel.id)))
    throw conflict(
      'blacklisted',
      `Version ${found.version} is blacklisted for this channel. Remove the channel from the package’s blacklist first.`,
      'package_id',
    )
  return found
}

const readTarget = (db: Kysely<Schema>, id: string) =>
  db
    .selectFrom('packages')
    .select(['id', 'version', 'application_id', 'arch'])
    .where('id', '=', id)
    .executeTakeFirst()
