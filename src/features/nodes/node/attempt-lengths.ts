import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { Rollout } from '#contract/rollout.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import type { UpdateAttempt } from '#src/domain/nodes/update-attempts.ts'

const { updateGranted, downloading, downloaded, complete, onHold } = INSTANCE_STATUS

/** How long the parts of an update took, in ms; null for a part that it has not finished. */
export interface AttemptLengths {
  waited: number | null
  /** From the grant until all is downloaded. */
  download: number | null
  /** From there until the node runs the new version. */
  install: number | null
  /** From the beginning, with the wait. */
  total: number | null
}

export function attemptLengths({ steps, since, until, ending }: UpdateAttempt): AttemptLengths {
  const wait = steps.find(({ status }) => status === onHold)
  const granted = steps.find(({ status }) => status === updateGranted)
  const loaded = steps.find(({ status }) => status === downloaded)
  return {
    waited: length(wait?.since, wait?.until),
    download: length(granted?.since, loaded?.since),
    install: ending === 'complete' ? length(loaded?.since, until) : null,
    total: length(since, until),
  }
}

const length = (from: number | undefined, to: number | null | undefined): number | null =>
  from === undefined || to === undefined || to === null ? null : to - from

/** Medians of the group's rollout for the same parts, in ms; null where they are not known. */
export type MedianLengths = Pick<AttemptLengths, 'download' | 'install'>

export function medianLengths(rollout: Pick<Rollout, 'phases'> | null | undefined): MedianLengths {
  const median = (from: number, to: number) => {
    const phase = rollout?.phases.find(
      ({ from_status, to_status }) => from_status === from && to_status === to,
    )
    const seconds = phase?.median_seconds ?? null
    return seconds === null ? null : seconds * SECOND_MS
  }
  const [start, load] = [median(updateGranted, downloading), median(downloading, downloaded)]
  return {
    download: start === null || load === null ? null : start + load,
    install: median(downloaded, complete),
  }
}
