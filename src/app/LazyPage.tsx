import { PageHeading } from '#src/ui/PageHeading.tsx'
import { LazyView } from '#src/ui/lazy/LazyView.tsx'
import type { LazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { LoadFailure } from '#src/ui/lazy/LoadFailure.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'

const NO_PROPS = {}

/** A page whose code loads when it is first visited. If that fails, header and navigation stay. */
export function LazyPage({ component }: { component: LazyComponent<object> }) {
  return (
    <LazyView
      component={component}
      failureTitle="The code of this page did not arrive"
      loading={<LoadingLines label="Loading the page" />}
      renderFailure={(failure) => (
        <>
          <PageHeading title="Failed to load this page" />
          <LoadFailure {...failure} />
        </>
      )}
      props={NO_PROPS}
    />
  )
}
