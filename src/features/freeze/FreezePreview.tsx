import { useMemo } from 'react'
import { type FreezeInForce } from '#src/api/freezes.ts'
import { useFleetStats } from '#src/api/use-fleet-stats.ts'
import { nodesInProgress } from '#src/domain/rollout/rollout-progress.ts'
import { plural } from '#src/lib/format-number.ts'
import styles from './Freeze.module.css'
import type { FreezePlan } from './freeze-plan.ts'

interface FreezePreviewProps {
  plan: FreezePlan
  keptBy: FreezeInForce['keptBy']
}

const MOST_NAMES = 12

/** What a freeze does, before it is done. */
export function FreezePreview({ plan: { groups, exceptions, alreadyOff }, keptBy }: FreezePreviewProps) {
  const refs = useMemo(
    () =>
      groups.map(({ application_id, group_id }) => ({ applicationId: application_id, groupId: group_id })),
    [groups],
  )
  const { results } = useFleetStats(refs)
  const known = results.flatMap(({ stats }) => stats?.instances_stats?.['1d'] ?? [])
  const underWay = known.reduce((sum, stats) => sum + nodesInProgress(stats), 0)
  const unknown = groups.length - known.length
  return (
    <ul className={styles['meaning']}>
      <li>
        Updates of {plural(groups.length - alreadyOff, 'group')} are switched off: no node of theirs gets a
        new one.
      </li>
      {alreadyOff > 0 && (
        <li>
          {plural(alreadyOff, 'group')} {alreadyOff === 1 ? 'is' : 'are'} off already and{' '}
          {alreadyOff === 1 ? 'stays' : 'stay'} so, also after the thaw.
        </li>
      )}
      <li>
        {plural(underWay, 'node')} under way (seen in the last day) will finish
        {unknown > 0 && `; of ${plural(unknown, 'group')} it is not known`}.
      </li>
      {exceptions.length > 0 && (
        <li>
          Left out:{' '}
          {exceptions
            .slice(0, MOST_NAMES)
            .map(({ group_name }) => group_name)
            .join(', ')}
          {exceptions.length > MOST_NAMES && ` and ${exceptions.length - MOST_NAMES} more`}.
        </li>
      )}
      <li>
        {keptBy === 'server'
          ? 'What each group was like is kept by the server: any operator can thaw it.'
          : 'What each group was like is kept in this browser alone: thaw it from here. Other operators see groups that are off.'}
      </li>
    </ul>
  )
}
