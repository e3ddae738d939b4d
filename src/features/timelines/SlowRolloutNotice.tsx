import type { ReactNode } from 'react'
import { type Group, targetVersion } from '#contract/group.ts'
import type { RolloutCurve } from '#src/domain/rollout/compare-rollouts.ts'
import { describeSlowRollout, slowRollout } from '#src/domain/rollout/slow-rollout.ts'
import { Notice } from '#src/ui/Notice.tsx'

interface SlowRolloutNoticeProps {
  curves: readonly RolloutCurve[]
  group: Group
  actions?: ReactNode
}

/** Says that the group's rollout is slower than its last three, where it is. */
export function SlowRolloutNotice({ curves, group, actions }: SlowRolloutNoticeProps) {
  const slow = slowRollout(curves, targetVersion(group))
  if (!slow) return null
  return (
    <Notice tone="waiting" actions={actions}>
      {describeSlowRollout(slow)}
    </Notice>
  )
}
