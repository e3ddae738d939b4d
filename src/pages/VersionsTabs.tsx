import { routes } from '#src/routes/routes.ts'
import { PageTabs } from '#src/ui/PageTabs.tsx'

/** The two views of versions: what nodes run now, and how that changed. */
export const VersionsTabs = ({ current }: { current: 'versions' | 'timelines' }) => (
  <PageTabs
    label="Views of versions"
    tabs={[
      { title: 'Now', to: routes.versions.url(), isCurrent: current === 'versions' },
      { title: 'Over time', to: routes.timelines.url(), isCurrent: current === 'timelines' },
    ]}
  />
)
