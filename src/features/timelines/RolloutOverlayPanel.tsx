import { NativeSelect } from '@mantine/core'
import type { Group } from '#contract/group.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { comparedCurves, type RolloutCurve } from '#src/domain/rollout/compare-rollouts.ts'
import { formatShare } from '#src/lib/format-number.ts'
import { formatDate, formatDuration, formatRoughDuration } from '#src/lib/format-time.ts'
import { elapsedTicks } from '#src/lib/time-ticks.ts'
import { Panel } from '#src/ui/Panel.tsx'
import { rampColour } from '#src/ui/charts/chart-colours.ts'
import styles from './RolloutOverlayPanel.module.css'
import { SlowRolloutNotice } from './SlowRolloutNotice.tsx'
import { useRolloutCurves } from './use-rollout-curves.ts'

/** Versions of the rollouts to compare; empty for the latest, and for the three before it. */
export interface ComparedRollouts {
  version: string
  other: string
}

interface RolloutOverlayPanelProps {
  groupRef: GroupRef
  group: Group
  compared: ComparedRollouts
  onCompare: (compared: ComparedRollouts) => void
}

/** Rollouts of a group from their starts, where the server reports what ran when and there were two or more. */
export function RolloutOverlayPanel(props: RolloutOverlayPanelProps) {
  const { groupRef, group, compared, onCompare } = props
  const all = useRolloutCurves(groupRef, group)
  if (all.length < 2) return null
  const curves = comparedCurves(all, compared)
  return (
    <Panel
      title="Rollouts from their start"
      headingLevel={3}
      note="share of the nodes at each version or newer, of the last 30 days"
      actions={<RolloutChoice curves={all} compared={compared} onCompare={onCompare} />}
    >
      <SlowRolloutNotice curves={all} group={group} />
      <Overlay curves={curves} groupName={group.name} />
    </Panel>
  )
}

interface RolloutChoiceProps extends Pick<RolloutOverlayPanelProps, 'compared' | 'onCompare'> {
  curves: readonly RolloutCurve[]
}

function RolloutChoice({ curves, compared, onCompare }: RolloutChoiceProps) {
  const options = curves.map(({ version, startedAt }) => ({
    value: version,
    label: `${version}, ${formatDate(startedAt)}`,
  }))
  const [latest] = options
  const version = options.find(({ value }) => value === compared.version) ?? latest
  return (
    <span className={styles['choice']}>
      <NativeSelect
        size="xs"
        aria-label="Rollout"
        data={options}
        value={version?.value ?? ''}
        onChange={(event) => onCompare({ ...compared, version: event.currentTarget.value })}
      />
      with
      <NativeSelect
        size="xs"
        aria-label="Compared with"
        data={[
          { value: '', label: 'the three before it' },
          ...options.filter(({ value }) => value !== version?.value),
        ]}
        value={compared.other}
        onChange={(event) => onCompare({ ...compared, other: event.currentTarget.value })}
      />
    </span>
  )
}

const WIDTH = 600
const HEIGHT = 180
/** From the top. */
const SHARES = [1, 0.5, 0]
/** On a phone their labels still fit beside each other. */
const MAX_TICKS = 6

/** The strong half of the ramp: a line of the pale half is hardly seen. */
const colourOf = (index: number, count: number) => rampColour(index, 2 * count - 1)

function Overlay({ curves, groupName }: { curves: readonly RolloutCurve[]; groupName: string }) {
  const longest = Math.max(...curves.flatMap(({ points }) => points.map(({ elapsed }) => elapsed)))
  const corner = ({ elapsed, share }: RolloutCurve['points'][number]) =>
    `${((elapsed / longest) * WIDTH).toFixed(1)},${((1 - share) * HEIGHT).toFixed(1)}`
  return (
    <figure className={styles['figure']} aria-label={`Rollouts of ${groupName} from their start`}>
      <ul className={styles['legend']}>
        {curves.map(({ version, points }, index) => (
          <li key={version}>
            <span className={styles['swatch']} style={{ background: colourOf(index, curves.length) }} />
            {version}
            <span className={styles['dimmed']}>
              {Math.round((points.at(-1)?.share ?? 0) * 100)}% after{' '}
              {formatRoughDuration(points.at(-1)?.elapsed ?? 0)}
            </span>
          </li>
        ))}
      </ul>
      <div className={styles['chart']}>
        <div className={styles['shares']} aria-hidden>
          {SHARES.map((share) => (
            <span key={share}>{formatShare(share, 1)}</span>
          ))}
        </div>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={styles['plot']}
          aria-hidden
        >
          {SHARES.map((share) => (
            <line key={share} x1="0" x2={WIDTH} y1={(1 - share) * HEIGHT} y2={(1 - share) * HEIGHT} />
          ))}
          {curves.map(({ version, points }, index) => (
            <polyline
              key={version}
              points={points.map(corner).join(' ')}
              stroke={colourOf(index, curves.length)}
              strokeDasharray={index === 0 ? undefined : '6 3'}
            />
          ))}
        </svg>
        <div className={styles['axis']} aria-hidden>
          {elapsedTicks(longest, MAX_TICKS).map((elapsed) => (
            <span key={elapsed} style={{ insetInlineStart: `${(elapsed / longest) * 100}%` }}>
              {elapsed === 0 ? 'start' : formatDuration(elapsed)}
            </span>
          ))}
        </div>
      </div>
    </figure>
  )
}
