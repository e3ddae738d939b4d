import { SECOND_MS } from '#contract/time-units.ts'
import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import type { Rollout } from '#contract/rollout.ts'
import { formatDuration } from '#src/lib/format-time.ts'
import { plural } from '#src/lib/format-number.ts'
import { formatInterval } from '#src/domain/policy/format-interval.ts'

/**
 * A phase of a rollout in a few words: how long nodes usually stay in a status, and how many have stayed longer than the
 * update timeout. For "complete" it is the whole update. Null where nothing is known.
 */
export function describePhase(rollout: Rollout, status: InstanceStatus, timeout: string): string | null {
  const parts = [describeMedian(rollout, status), describeStep(rollout, status, timeout)].filter(
    (part) => part !== null,
  )
  return parts.length === 0 ? null : parts.join(', ')
}

function describeMedian({ phases }: Rollout, status: InstanceStatus): string | null {
  const { complete, updateGranted } = INSTANCE_STATUS
  const isWhole = ({ from_status, to_status }: Rollout['phases'][number]) =>
    from_status === updateGranted && to_status === complete
  // Nodes that never report "installed" go from "downloaded" to "complete".
  const phase = phases
    .filter((phase) =>
      status === complete ? isWhole(phase) : phase.from_status === status && !isWhole(phase),
    )
    .find(({ nodes }) => nodes > 0)
  if (!phase || phase.median_seconds === null) return null
  const median = formatDuration(phase.median_seconds * SECOND_MS)
  return status === complete ? `median ${median} from grant to completion` : `median ${median}`
}

function describeStep({ steps }: Rollout, status: InstanceStatus, timeout: string): string | null {
  const found = steps.find((nodes) => nodes.status === status)
  if (!found || found.over_timeout === 0) return null
  const many = `${found.over_timeout_at_least ? 'at least ' : ''}${plural(found.over_timeout, 'node')}`
  return `${many} for longer than ${formatInterval(timeout)}`
}

/** The number of nodes behind the medians: that of the phase with the most. */
export const medianNodes = ({ phases }: Rollout): number => Math.max(0, ...phases.map(({ nodes }) => nodes))
