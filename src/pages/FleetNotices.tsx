import { FailingNodesNotice } from '#src/features/failing/FailingNodesNotice.tsx'
import { SharedIdsNotice } from '#src/features/failing/SharedIdsNotice.tsx'
import { RefusedNotice } from '#src/features/refusals/RefusedNotice.tsx'

/** What is wrong with single machines, which the numbers of the groups hide. */
export const FleetNotices = () => (
  <>
    <FailingNodesNotice groupId={null} />
    <SharedIdsNotice />
    <RefusedNotice />
  </>
)
