import type { TargetShare } from '#src/domain/rollout/target-share.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import { TARGET_COLOUR } from '#src/ui/charts/chart-colours.ts'
import { SegmentBar } from '#src/ui/SegmentBar.tsx'
import styles from './RolloutContent.module.css'

/** The share of the nodes that run the target or newer. */
export function TargetBar({ share: { atTarget, nodes }, target }: { share: TargetShare; target: string }) {
  const segment = (key: string, label: string, value: number, colour: string) => ({
    key,
    label,
    value,
    text: `${plural(value, 'node')}, ${formatShare(value, nodes)}`,
    colour,
  })
  return (
    <div>
      <p className={styles['share']}>
        <strong>{formatShare(atTarget, nodes)}</strong> run {target} or newer, {formatNumber(atTarget)} of{' '}
        {plural(nodes, 'node')}
      </p>
      <SegmentBar
        label="Share at target"
        size="md"
        segments={[
          segment('reached', `${target} or newer`, atTarget, TARGET_COLOUR),
          segment('below', `Below ${target}`, nodes - atTarget, 'var(--platte-track)'),
        ]}
      />
    </div>
  )
}
