import { nodesInProgress } from '#contract/update-rules/waiting-nodes.ts'
import { useMemo } from 'react'
import { type FreezeState } from '#src/api/active-freeze.ts'
import { useFleetStats } from '#src/api/use-fleet-stats.ts'
import { plural } from '#src/lib/format-number.ts'
import { NameList } from '#src/ui/NameList.tsx'
import styles from './Freeze.module.css'
import type { FreezePlan } from './freeze-plan.ts'

interface FreezePreviewProps {
  plan: FreezePlan
  storedIn: FreezeState['storedIn']
}

const MAX_NAMES = 12

/** What the planned freeze will do. */
export function FreezePreview({ plan: { groups, exceptions, alreadyOff }, storedIn }: FreezePreviewProps) {
  const refs = useMemo(
    () =>
      groups.map(({ application_id, group_id }) => ({ applicationId: application_id, groupId: group_id })),
    [groups],
  )
  const { results } = useFleetStats(refs)
  const known = results.flatMap(({ stats }) => stats?.instances_stats?.['1d'] ?? [])
  const inProgress = known.reduce((sum, stats) => sum + nodesInProgress(stats), 0)
  const unknown = groups.length - known.length
  return (
    <ul className={styles['meaning']}>
      <li>
        Updates of {plural(groups.length - alreadyOff, 'group')} are switched off: no node there is granted a
        new update.
      </li>
      {alreadyOff > 0 && (
        <li>
          {plural(alreadyOff, 'group')} {alreadyOff === 1 ? 'is' : 'are'} already off and{' '}
          {alreadyOff === 1 ? 'stays' : 'stay'} off, also after the thaw.
        </li>
      )}
      <li>
        {plural(inProgress, 'update')} in progress (of nodes seen in the last 24 hours) will finish
        {unknown > 0 && `; not known for ${plural(unknown, 'group')}`}.
      </li>
      {exceptions.length > 0 && (
        <li>
          Left out: <NameList names={exceptions.map(({ group_name }) => group_name)} max={MAX_NAMES} />.
        </li>
      )}
      <li>
        {storedIn === 'server'
          ? 'The server stores the groups’ current settings: any operator can thaw them.'
          : 'Only this browser stores the groups’ current settings: thaw them from here. Other operators see groups that are off.'}
      </li>
    </ul>
  )
}
