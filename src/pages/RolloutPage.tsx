import { FailingNodesNotice } from '#src/features/failing/FailingNodesNotice.tsx'
import { ReportButton } from '#src/features/report/ReportButton.tsx'
import { RolloutPanels } from '#src/features/rollout/RolloutPanels.tsx'
import { groupNodeLinks } from './group-node-links.tsx'
import { useOpenGroup } from './open-group.ts'
import styles from './RolloutPage.module.css'

/** The progress of a group's rollout, what blocks it, and when it will be done. */
export function RolloutPage() {
  const { groupRef, group, data, forecast } = useOpenGroup()
  return (
    <>
      <FailingNodesNotice groupRef={groupRef} />
      <div className={styles['actions']}>
        <ReportButton group={group} />
      </div>
      <RolloutPanels
        groupRef={groupRef}
        group={group}
        data={data}
        forecast={forecast}
        links={groupNodeLinks(groupRef)}
      />
    </>
  )
}
