import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { coalesce } from '#server/concurrency/coalesce.ts'
import { retryOnSerializationFailure } from '#server/concurrency/retry-on-serialization-failure.ts'

/** A node's check-in: the machine, the application and group it asked for, and the version it reported. */
export interface CheckIn {
  instance_id: string
  application_id: string
  group_id: string
  version: string
}

/**
 * Writes the time of a check-in whose version and group are unchanged, together with concurrent ones. Returns false
 * and writes nothing when they have changed in the meantime, or another session has locked the row. Compares applications
 * with `is not distinct from`, which no index serves: without statistics the planner could prefer an index of applications
 * to the one of nodes.
 */
export const writeLastCheck = coalesce(
  async (db: Kysely<Schema>, checks: readonly (CheckIn & { at: Date })[]): Promise<boolean[]> => {
    const { rows } = await retryOnSerializationFailure(() =>
      sql<CheckIn>`
        with checked as materialized (
          select * from unnest(
            ${checks.map(({ instance_id }) => instance_id)}::text[],
            ${checks.map(({ application_id }) => application_id)}::uuid[],
            ${checks.map(({ group_id }) => group_id)}::uuid[],
            ${checks.map(({ version }) => version)}::text[],
            ${checks.map(({ at }) => at)}::timestamptz[]
          ) as checked (instance_id, application_id, group_id, version, at)
        ),
        free as materialized (
          select checked.* from checked join instance_applications n
            on n.instance_id = checked.instance_id and n.application_id is not distinct from checked.application_id
          where n.group_id = checked.group_id and n.version = checked.version
          for no key update of n skip locked
        )
        update instance_applications n set last_check_for_updates = free.at,
          recent_check_gaps = with_check_gap(n.recent_check_gaps, n.last_check_for_updates, free.at)
        from free
        where n.instance_id = free.instance_id and n.application_id is not distinct from free.application_id
          and n.group_id = free.group_id and n.version = free.version
        returning n.instance_id, n.application_id, n.group_id, n.version`.execute(db),
    )
    const keyOf = ({ instance_id, application_id, group_id, version }: CheckIn) =>
      JSON.stringify([instance_id, application_id, group_id, version])
    const written = new Set(rows.map(keyOf))
    return checks.map((check) => written.has(keyOf(check)))
  },
)
