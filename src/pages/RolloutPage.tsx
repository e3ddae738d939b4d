import { Link } from 'react-router'
import { isComparable } from '#src/domain/rollout/slow-rollout.ts'
import { FailingNodesNotice } from '#src/features/failing/FailingNodesNotice.tsx'
import { SharedIdsNotice } from '#src/features/failing/SharedIdsNotice.tsx'
import { ReportButton } from '#src/features/report/ReportButton.tsx'
import { RolloutPanels } from '#src/features/rollout/RolloutPanels.tsx'
import { SlowRolloutNotice } from '#src/features/timelines/SlowRolloutNotice.tsx'
import { useAreCurvesPending, useRolloutCurves } from '#src/features/timelines/use-rollout-curves.ts'
import { routes } from '#src/routes/routes.ts'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { groupNodeLinks } from './group-node-links.tsx'
import { type OpenGroup, useOpenGroup } from './open-group.ts'
import { useHoldForNotices } from './use-hold-for-notices.ts'
import styles from './RolloutPage.module.css'

/** The progress of a group's rollout, what blocks it, and when it will be done. */
export function RolloutPage() {
  const open = useOpenGroup()
  const areCurvesPending = useAreCurvesPending(open.groupRef, open.group, isCompared(open))
  const awaits = useHoldForNotices(open, open.data.rollout.isPending || areCurvesPending)
  return awaits ? <LoadingLines label="Loading the rollout" /> : <GroupRollout />
}

/** Whether the group's rollout is compared with earlier ones. */
const isCompared = ({ data: { share, rollout, now } }: OpenGroup): boolean =>
  share !== undefined &&
  share !== null &&
  share.atTarget < share.nodes &&
  isComparable(rollout.data?.started_ts ?? null, now)

function GroupRollout() {
  const open = useOpenGroup()
  const { groupRef, group, data, forecast } = open
  const curves = useRolloutCurves(groupRef, group, isCompared(open))
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
