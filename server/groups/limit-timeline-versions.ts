import type { Kysely } from 'kysely'
import { limitVersions, MAX_LISTED_VERSIONS } from '#contract/version-limit.ts'
import type { Schema } from '#server/database/schema.ts'
import { findTarget } from './target-queries.ts'

/** Of a timeline in the contract's form, which has every version at every point. */
const MAX_BYTES = 16 * 1024 ** 2
/** Around a version in JSON: quotes, colon, count and comma. */
const BYTES_BESIDE_VERSION = 12

interface TimelineSize {
  /** Each version's importance. */
  weights: ReadonlyMap<string, number>
  /** As requested; undefined for the contract's form. */
  points: number | undefined
  pointCount: number
}

/**
 * The name of each version in a timeline (`limitVersions`): 200 at most with `points`, else as many as take 16 MiB. The
 * group's target keeps its name.
 * @param groupId null for several groups
 */
export async function limitTimelineVersions(
  db: Kysely<Schema>,
  groupId: string | null,
  { weights, points, pointCount }: TimelineSize,
): Promise<Map<string, string>> {
  const limit = points === undefined ? countInBytes([...weights.keys()], pointCount) : MAX_LISTED_VERSIONS
  if (weights.size <= limit) return limitVersions([...weights.keys()], limit)
  const target = groupId === null ? null : await findTarget(db, groupId)
  const ranked = [...weights]
    .toSorted(
      ([a, weightA], [b, weightB]) => Number(b === target) - Number(a === target) || weightB - weightA,
    )
    .map(([version]) => version)
  return limitVersions(ranked, limit)
}

/** How many of the versions take 16 MiB at all points, if they are as long as these are on average. */
function countInBytes(versions: readonly string[], pointCount: number): number {
  const letters = versions.reduce((sum, version) => sum + version.length, 0)
  const averageBytes = letters / Math.max(1, versions.length) + BYTES_BESIDE_VERSION
  return Math.floor(MAX_BYTES / (pointCount * averageBytes))
}
