import { PageHeading } from '#src/ui/PageHeading.tsx'
import { LazyPart } from '#src/ui/lazy/LazyPart.tsx'
import type { Part } from '#src/ui/lazy/part.ts'
import { PartFailure } from '#src/ui/lazy/PartFailure.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'

const NO_PROPS = {}

/** A page whose code loads when it is first visited. If that fails, header and navigation stay. */
export function LazyPage({ part }: { part: Part<object> }) {
  return (
    <LazyPart
      part={part}
      failureTitle="The code of this page did not arrive"
      loading={<LoadingLines label="Loading the page" />}
      renderFailure={(failure) => (
        <>
          <PageHeading title="Failed to load this page" />
          <PartFailure {...failure} />
        </>
      )}
      props={NO_PROPS}
    />
  )
}
