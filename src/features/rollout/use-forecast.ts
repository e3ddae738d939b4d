import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Group } from '#contract/group.ts'
import { type GroupRef, statusTimelineQuery } from '#src/api/groups.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { forecastBand } from '#src/domain/forecast/forecast-band.ts'
import { forecastRollout } from '#src/domain/forecast/forecast-rollout.ts'
import { takeRolloutSnapshot } from '#src/domain/rollout/take-rollout-snapshot.ts'
import type { ReadRollout } from './use-rollout.ts'

const NO_BAND: never[] = []

/**
 * When the rollout will be done, from what the servers tell; `undefined` until they have. Made anew every minute, and
 * when an answer differs.
 */
export function useForecast(ref: GroupRef, group: Group, read: ReadRollout) {
  const { rollout, lastDay, share, silent, now, target } = read
  const isOurs = rollout.data !== null
  // Asked for by the pace too, where our server doesn't tell its hours.
  const timeline = useQuery({ ...statusTimelineQuery(ref, '1d'), enabled: !isOurs })
  const status = useQuery(platteStatusQuery())
  const isDemo = status.data?.demo ?? false
  const facts = useMemo(() => {
    if (!share || !lastDay.data || silent === undefined || target === null || status.isPending)
      return undefined
    if (isOurs && rollout.data === undefined) return undefined
    if (!isOurs && timeline.data === undefined) return undefined
    return takeRolloutSnapshot({
      group,
      share,
      lastDay: lastDay.data,
      silent,
      rollout: rollout.data ?? null,
      timeline: timeline.data,
      isDemo,
    })
  }, [
    group,
    share,
    lastDay.data,
    silent,
    target,
    isOurs,
    rollout.data,
    timeline.data,
    isDemo,
    status.isPending,
  ])
  // A few numbers that move every ten seconds are no reason to play it all forward again.
  const key = facts && JSON.stringify({ ...facts, policy: group })
  const made = useMemo(
    () => facts && { facts, forecast: forecastRollout(facts, now) },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- by what the facts say
    [key, now],
  )
  const band = useMemo(
    () => (made?.forecast.kind === 'range' ? forecastBand(made.forecast.at, made.facts, now) : NO_BAND),
    [made, now],
  )
  return { made, band }
}

export type MadeForecast = ReturnType<typeof useForecast>['made']
