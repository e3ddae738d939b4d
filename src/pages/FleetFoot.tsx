import type { ComponentProps } from 'react'
import { FailingNodesNotice } from '#src/features/failing/FailingNodesNotice.tsx'
import { SharedIdsNotice } from '#src/features/failing/SharedIdsNotice.tsx'
import { FleetAccounting } from '#src/features/fleet/FleetAccounting.tsx'
import { RefusedNotice } from '#src/features/refusals/RefusedNotice.tsx'

/** What is wrong with single machines, which the numbers of the groups hide, and how these numbers add up. */
export const FleetFoot = (accounting: ComponentProps<typeof FleetAccounting>) => (
  <>
    <FailingNodesNotice groupRef={null} />
    <SharedIdsNotice groupRef={null} />
    <RefusedNotice />
    <FleetAccounting {...accounting} />
  </>
)
