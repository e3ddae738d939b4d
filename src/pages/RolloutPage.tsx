import { Link } from 'react-router'
import { isComparable } from '#src/domain/rollout/slow-rollout.ts'
import { FailingNodesNotice } from '#src/features/failing/FailingNodesNotice.tsx'
import { SharedIdsNotice } from '#src/features/failing/SharedIdsNotice.tsx'
import { ReportButton } from '#src/features/report/ReportButton.tsx'
import { RolloutPanels } from '#src/features/rollout/RolloutPanels.tsx'
import { SlowRolloutNotice } from '#src/features/timelines/SlowRolloutNotice.tsx'
import { useRolloutCurves } from '#src/features/timelines/use-rollout-curves.ts'
import { routes } from '#src/routes/routes.ts'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { groupNodeLinks } from './group-node-links.tsx'
import { useOpenGroup } from './open-group.ts'
import { useAwaitsNotices } from './use-awaits-notices.ts'
import styles from './RolloutPage.module.css'

/** The progress of a group's rollout, what blocks it, and when it will be done. */
export const RolloutPage = () =>
  useAwaitsNotices(useOpenGroup(), false) ? <LoadingLines label="Loading the rollout" /> : <GroupRollout />

function GroupRollout() {
  const { groupRef, group, data, forecast } = useOpenGroup()
  const { share, rollout, now } = data
  const isRunning = share ? share.atTarget < share.nodes : false
  const isCompared = isRunning && isComparable(rollout.data?.started_ts ?? null, now)
  const curves = useRolloutCurves(groupRef, group, isCompared)
  return (
    <>
      <FailingNodesNotice groupRef={groupRef} />
      <div className={styles['actions']}>
        <div className={styles['pace']}>
          <SlowRolloutNotice
            curves={curves}
            group={group}
            actions={<Link to={routes.groupHistory.url(groupRef)}>Compare</Link>}
          />
        </div>
        <ReportButton group={group} />
      </div>
      <RolloutPanels
        groupRef={groupRef}
        group={group}
        data={data}
        forecast={forecast}
        links={groupNodeLinks(groupRef)}
        lateNotice={<SharedIdsNotice groupRef={groupRef} />}
      />
    </>
  )
}
