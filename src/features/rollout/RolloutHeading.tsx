import { VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Group } from '#contract/group.ts'
import { type GroupState, groupStateLabel, groupStateName } from '#src/domain/rollout/group-state.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { Fact } from './Fact.tsx'
import { missingTarget } from './GroupHeading.tsx'
import styles from './GroupHeading.module.css'

interface RolloutHeadingProps {
  group: Group
  applicationName: string | undefined
  state: GroupState
  target: string | null
  /** Null before the rollout has started; undefined while that loads, and where it is not reported. */
  startedTs: string | null | undefined
  actions?: ReactNode
}

/** The rollout's group, state, target and start. */
export function RolloutHeading(props: RolloutHeadingProps) {
  const { group, applicationName, state, target, startedTs, actions } = props
  const { tone } = groupStateName(state)
  return (
    <PageHeading
      title="Rollout of"
      name={group.name}
      documentTitle={`Rollout of ${group.name}${applicationName === undefined ? '' : `, ${applicationName}`}`}
      aside={<StatusBadge tone={tone}>{groupStateLabel(state)}</StatusBadge>}
      actions={actions}
      note={
        <dl className={styles['facts']}>
          <Fact name="Application">{applicationName ?? '…'}</Fact>
          <Fact name="Channel">{group.channel ? group.channel.name : 'none'}</Fact>
          <Fact name="Target version">{target ?? missingTarget(group)}</Fact>
          {target !== null && startedTs !== undefined && (
            <Fact name="Started">
              {startedTs === null ? (
                'not yet: no node has been granted it'
              ) : (
                <>
                  <RelativeTime time={startedTs} />
                  <VisuallyHidden> (the first grant)</VisuallyHidden>
                </>
              )}
            </Fact>
          )}
        </dl>
      }
    />
  )
}
