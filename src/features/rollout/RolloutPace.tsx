import { useMemo } from 'react'
import type { Group } from '#contract/group.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { Rollout } from '#contract/rollout.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import { statusColour } from '#src/domain/nodes/status-colours.ts'
import { intervalAfterPer } from '#src/domain/policy/format-interval.ts'
import { isFullHour, type RolloutHour, rolloutPace } from '#src/domain/rollout/rollout-pace.ts'
import { formatAverage, formatNumber, plural } from '#src/lib/format-number.ts'
import { formatClock, formatDayAndClock } from '#src/lib/format-time.ts'
import { StatTile, StatTiles } from '#src/ui/StatTile.tsx'
import { TimelineChart } from '#src/ui/charts/TimelineChart.tsx'
import { describePartialHours, formatHour } from './partial-hours.ts'
import styles from './RolloutPace.module.css'

interface RolloutPaceProps {
  hours: readonly RolloutHour[]
  /** When the rollout started, in ms; 0 where that is not known. */
  started: number
  group: Group
  /** Null where the server does not report its counts. */
  rollout: Rollout | null
}

/** The updates that ended in each hour, their averages, and how much of the limit is in use. */
export function RolloutPace({ hours, started, group, rollout }: RolloutPaceProps) {
  const pace = rolloutPace(hours, started)
  const lastHour = hours.findLast((hour) => isFullHour(hour, started))
  return (
    <div className={styles['pace']}>
      <StatTiles label="Pace">
        <StatTile
          label={lastHour ? `Completed ${formatHour(lastHour)}` : 'Completed in the last full hour'}
          value={pace.lastHour === null ? '–' : formatNumber(pace.lastHour)}
          note={pace.lastHour === null ? 'no full hour yet' : 'the last full hour'}
        />
        <StatTile
          label="Average per hour"
          value={pace.hourlyAverage === null ? '–' : formatAverage(pace.hourlyAverage)}
          note={pace.fullHours === 0 ? 'no full hour yet' : `over ${plural(pace.fullHours, 'full hour')}`}
        />
        {rollout && <LimitTiles group={group} rollout={rollout} />}
      </StatTiles>
      <PaceChart hours={hours} groupName={group.name} />
      <p className={styles['note']}>
        Total in these hours: {formatNumber(pace.granted)} granted, {formatNumber(pace.completed)} completed,{' '}
        {formatNumber(pace.failed)} failed. A node that fails repeatedly counts each time. Each bar stands at
        the start of its hour. {describePartialHours(hours, started)}
      </p>
    </div>
  )
}

function LimitTiles({ group, rollout }: { group: Group; rollout: Rollout }) {
  const { counts, in_progress_unlisted: unlisted = 0 } = rollout
  const { policy_max_updates_per_period: limit, policy_period_interval: period } = group
  const limitText = isUnlimited(limit) ? 'no limit' : `limit ${formatNumber(limit)}`
  const timedOut = counts.timed_out > 0 ? `; ${formatNumber(counts.timed_out)} more timed out` : ''
  const unlistedText =
    unlisted > 0 ? `; ${formatNumber(unlisted)} in another group since, or with an id in braces` : ''
  return (
    <>
      <StatTile
        label={`Granted per ${intervalAfterPer(period)}`}
        value={formatNumber(counts.granted_in_last_period)}
        note={`in the latest period, ${limitText}`}
      />
      <StatTile
        label="In progress"
        value={formatNumber(counts.in_progress)}
        note={`at once, ${limitText}${timedOut}${unlistedText}`}
      />
    </>
  )
}

function PaceChart({ hours, groupName }: { hours: readonly RolloutHour[]; groupName: string }) {
  const chart = useMemo(
    () => ({
      series: [
        { key: 'completed', label: 'Completed', colour: statusColour(INSTANCE_STATUS.complete) },
        { key: 'failed', label: 'Failed', colour: statusColour(INSTANCE_STATUS.error) },
      ],
      points: hours.map(({ from, completed, failed }) => ({ time: from, values: [completed, failed] })),
    }),
    [hours],
  )
  return (
    <TimelineChart
      label={`Updates of ${groupName} that ended, by hour`}
      unit="updates that ended in the hour"
      shape="bars"
      height={160}
      {...chart}
      formatTick={formatClock}
      formatTime={(time) => `Hour from ${formatDayAndClock(time)}`}
    />
  )
}
