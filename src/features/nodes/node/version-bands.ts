import { isFailure } from '#src/domain/nodes/failures-in-a-row.ts'
import type { UpdateAttempt } from '#src/domain/nodes/update-attempts.ts'

/** A time in which a node ran one version, in ms. */
export interface VersionBand {
  /** Null where its history doesn't say. */
  version: string | null
  from: number
  until: number
}

/** An update that failed, at its end. */
export interface FailureMark {
  at: number
  attempt: UpdateAttempt
}

/**
 * What a node ran from its oldest known update on, and its failures.
 * @param attempts newest first
 * @param now in ms; an update may be newer where this is the start of the minute
 */
export function versionBands(
  attempts: readonly UpdateAttempt[],
  running: string | null,
  now: number,
): { bands: VersionBand[]; failures: FailureMark[] } {
  const oldest = attempts.at(-1)
  if (!oldest) return { bands: [], failures: [] }
  const bands: VersionBand[] = []
  let [version, from] = [oldest.from, oldest.since]
  for (const { ending, to, until } of attempts.toReversed()) {
    if (ending !== 'complete' || until === null || to === version) continue
    if (until > from) bands.push({ version, from, until })
    ;[version, from] = [to, until]
  }
  bands.push({
    version: running ?? version,
    from,
    until: Math.max(now, ...attempts.slice(0, 1).map(latestTime)),
  })
  const failures = attempts.flatMap((attempt) => {
    const at = attempt.until ?? attempt.overdueAt
    return isFailure(attempt) && at !== null ? [{ at, attempt }] : []
  })
  return { bands, failures }
}

const latestTime = ({ since, until, steps }: UpdateAttempt): number => until ?? steps.at(-1)?.since ?? since
