import { RefusedCheckIns } from '#src/features/refusals/RefusedCheckIns.tsx'
import { routes } from '#src/routes/routes.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'

/** What machines sent that the server refuses, and why. */
export const RefusedCheckInsPage = () => (
  <>
    <PageHeading
      title={routes.refusedCheckIns.title}
      note="Machines that the server refuses get no updates and are in no list of nodes."
    />
    <RefusedCheckIns />
  </>
)
