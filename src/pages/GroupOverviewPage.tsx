import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { sharedIdsQuery } from '#src/api/shared-ids.ts'
import { FailingNodesNotice } from '#src/features/failing/FailingNodesNotice.tsx'
import { SharedIdsNotice } from '#src/features/failing/SharedIdsNotice.tsx'
import { RecentChanges } from '#src/features/audit/RecentChanges.tsx'
import { LastChangeNotice } from '#src/features/policy/LastChangeNotice.tsx'
import { FailurePatternsPanel } from '#src/features/rollout/FailurePatternsPanel.tsx'
import { GroupStateNotice } from '#src/features/rollout/GroupStateNotice.tsx'
import { NodeStatusPanel } from '#src/features/rollout/NodeStatusPanel.tsx'
import { PolicySummary } from '#src/features/rollout/PolicySummary.tsx'
import { ProgressPanel } from '#src/features/rollout/ProgressPanel.tsx'
import { VersionTimelinePanel } from '#src/features/timelines/VersionTimelinePanel.tsx'
import { VersionDistribution } from '#src/features/versions/VersionDistribution.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { activityParams } from '#src/routes/activity-url.ts'
import { routes } from '#src/routes/routes.ts'
import { groupNodeLinks } from './group-node-links.tsx'
import styles from './GroupOverviewPage.module.css'
import { useOpenGroup } from './open-group.ts'
import { useHoldForNotices } from './use-hold-for-notices.ts'

const RANGE = '7d'

/** How a group is doing: what holds it, how far it is, what its nodes run, and what changed. */
export function GroupOverviewPage() {
  const group = useOpenGroup()
  const sharedIds = useQuery(sharedIdsQuery(group.groupRef.groupId))
  const awaits = useHoldForNotices(group, sharedIds.isPending)
  return awaits ? <LoadingLines label="Loading the group’s state" /> : <GroupOverview />
}

function GroupOverview() {
  const { groupRef, group, data } = useOpenGroup()
  const { target, state } = data
  const links = groupNodeLinks(groupRef)
  return (
    <>
      <GroupStateNotice group={group} state={state} renderUnfinished={links.renderUnfinished} />
      <LastChangeNotice group={group} />
      <FailingNodesNotice groupRef={groupRef} />
      <SharedIdsNotice groupRef={groupRef} />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          {target !== null && (
            <ProgressPanel
              groupRef={groupRef}
              data={data}
              target={target}
              renderBelow={links.renderBelow}
              renderSilent={links.renderSilent}
            />
          )}
          <NodeStatusPanel group={group} data={data} renderCount={links.renderCount} />
          <FailurePatternsPanel groupRef={groupRef} />
          <VersionTimelinePanel
            groupRef={groupRef}
            group={group}
            range={RANGE}
            headingLevel={2}
            actions={
              <>
                <Link to={routes.groupHistory.url(groupRef)}>Other time ranges</Link>
                <Link
                  to={routes.activity.url(
                    activityParams({ application: group.application_id, group: group.id, since: RANGE }),
                  )}
                >
                  Activity
                </Link>
              </>
            }
          />
        </div>
        <div className={styles['column']}>
          <PolicySummary group={group} />
          <VersionDistribution
            groupRef={groupRef}
            groupName={group.name}
            target={target}
            renderCount={links.renderVersionCount}
          />
          <RecentChanges group={group} />
        </div>
      </div>
    </>
  )
}
