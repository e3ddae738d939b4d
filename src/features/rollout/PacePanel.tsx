import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { StatusTimeline } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { Group } from '#contract/group.ts'
import type { Rollout } from '#contract/rollout.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import { type GroupRef, statusTimelineQuery } from '#src/api/groups.ts'
import { intervalAfterPer } from '#src/domain/policy/format-interval.ts'
import {
  paceHoursOfTimeline,
  isWholeHour,
  type PaceHour,
  rolloutPace,
  paceHoursOfRollout,
} from '#src/domain/rollout/rollout-pace.ts'
import { statusColour } from '#src/domain/nodes/status-colours.ts'
import { formatClock, formatDayAndClock } from '#src/lib/format-time.ts'
import { formatAverage, formatNumber, plural } from '#src/lib/format-number.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { StatTile, StatTiles } from '#src/ui/StatTile.tsx'
import { TimelineChart } from '#src/ui/charts/TimelineChart.tsx'
import styles from './PacePanel.module.css'
import { hourInWords, partHoursInWords } from './part-hours.ts'

interface PacePanelProps {
  groupRef: GroupRef
  group: Group
  target: string
  rollout: UseQueryResult<Rollout | null>
}

const TITLE = 'Pace'
const HEIGHT = '20rem'

/** How fast nodes complete the update: by our server's hours, or else by a timeline that every server has. */
export function PacePanel({ groupRef, group, target, rollout }: PacePanelProps) {
  if (rollout.data === null) return <PaceFromTimeline groupRef={groupRef} group={group} target={target} />
  return (
    <QueryPanel
      title={TITLE}
      note="updates to the target, by hour, in the last 24 hours at most"
      query={rollout}
      minHeight={HEIGHT}
      isEmpty={(told) => told?.started_ts === null}
      empty={
        <EmptyState title="The rollout has not started">No node has been granted {target} yet.</EmptyState>
      }
    >
      {(told) =>
        told && (
          <PaceOfHours
            hours={paceHoursOfRollout(told)}
            started={Date.parse(told.started_ts ?? told.now_ts)}
            group={group}
            counts={told.counts}
          />
        )
      }
    </QueryPanel>
  )
}

function PaceFromTimeline({ groupRef, group, target }: Omit<PacePanelProps, 'rollout'>) {
  const query: UseQueryResult<StatusTimeline> = useQuery(statusTimelineQuery(groupRef, '1d'))
  return (
    <QueryPanel
      title={TITLE}
      note="what nodes reported of updates to the target in the last 24 hours, by hour"
      query={query}
      minHeight={HEIGHT}
      isEmpty={(wire) => paceHoursOfTimeline(wire, target).length === 0}
      empty={<EmptyState title={`No node reported on an update to ${target}`} />}
    >
      {(wire) => (
        <PaceOfHours hours={paceHoursOfTimeline(wire, target)} started={0} group={group} counts={null} />
      )}
    </QueryPanel>
  )
}

interface PaceOfHoursProps {
  hours: readonly PaceHour[]
  /** In ms; 0 where it isn't known. */
  started: number
  group: Group
  /** Null where no server tells. */
  counts: Rollout['counts'] | null
}

function PaceOfHours({ hours, started, group, counts }: PaceOfHoursProps) {
  const pace = rolloutPace(hours, started)
  const { policy_max_updates_per_period: limit, policy_period_interval: period } = group
  const of = isUnlimited(limit) ? 'no limit' : `of ${formatNumber(limit)}`
  return (
    <div className={styles['pace']}>
      <StatTiles label="Pace">
        <StatTile
          label={pace.lastHour === null ? 'Completed in the last whole hour' : lastHourWords(hours, started)}
          value={pace.lastHour === null ? '–' : formatNumber(pace.lastHour)}
          note={pace.lastHour === null ? 'no whole hour yet' : 'the last whole hour'}
        />
        <StatTile
          label="An hour on average"
          value={pace.anHour === null ? '–' : formatAverage(pace.anHour)}
          note={pace.wholeHours === 0 ? 'no whole hour yet' : `over ${plural(pace.wholeHours, 'whole hour')}`}
        />
        {counts && (
          <>
            <StatTile
              label={`Granted per ${intervalAfterPer(period)}`}
              value={formatNumber(counts.granted_in_last_period)}
              note={`in the last one, ${of}`}
            />
            <StatTile
              label="Under way"
              value={formatNumber(counts.in_progress)}
              note={`at once, ${of}${counts.timed_out > 0 ? `; ${formatNumber(counts.timed_out)} more timed out` : ''}`}
            />
          </>
        )}
      </StatTiles>
      <PaceChart hours={hours} groupName={group.name} />
      <p className={styles['note']}>
        Altogether {formatNumber(pace.granted)} granted, {formatNumber(pace.completed)} completed,{' '}
        {formatNumber(pace.failed)} failed in these hours; a node that failed may count several times. Each
        bar stands over the time at which its hour begins. {partHoursInWords(hours, started)}
      </p>
    </div>
  )
}

function PaceChart({ hours, groupName }: { hours: readonly PaceHour[]; groupName: string }) {
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
      unit="updates that ended in the hour from then on"
      shape="bars"
      height={160}
      {...chart}
      formatTick={formatClock}
      formatTime={(time) => `Hour from ${formatDayAndClock(time)}`}
    />
  )
}

function lastHourWords(hours: readonly PaceHour[], started: number): string {
  const whole = hours.findLast((hour) => isWholeHour(hour, started))
  return whole ? `Completed ${hourInWords(whole)}` : ''
}
