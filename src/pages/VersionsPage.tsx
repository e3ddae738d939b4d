import { countOtherVersions } from '#contract/version-limit.ts'
import type { VersionSection } from '#src/domain/versions/fleet-versions.ts'
import { TargetDistancePanel } from '#src/features/versions/TargetDistancePanel.tsx'
import { useFleetVersions } from '#src/features/versions/use-fleet-versions.ts'
import { VersionFilters } from '#src/features/versions/VersionFilters.tsx'
import { parseVersionsSearch, versionsSearchParams } from '#src/features/versions/versions-search.ts'
import { VersionSectionPanel } from '#src/features/versions/VersionSectionPanel.tsx'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { useUrlState } from '#src/routes/use-url-state.ts'
import { OldDataAge } from '#src/ui/DataAge.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { LoadingLines, QueryPanel } from '#src/ui/QueryPanel.tsx'
import { VersionsTabs } from './VersionsTabs.tsx'

/** Whether the numbers of one of its groups were read, or can't be. */
const isRead = ({ groups, unread }: VersionSection) =>
  groups.length > 0 || unread.some(({ error }) => error !== null)

/** The versions that nodes run, over the whole fleet. */
export function VersionsPage() {
  const [search, changeSearch] = useUrlState(parseVersionsSearch, versionsSearchParams)
  const { applications, sections, oldestReadAt } = useFleetVersions(search)
  // Until a group's numbers are there, the sections would be short, and then push each other down.
  const isWaiting = sections.length > 0 && !sections.some(isRead)
  const isLoaded = applications.data !== undefined && !isWaiting
  return (
    <>
      <PageHeading
        title={routes.versions.title}
        note={isLoaded && <VersionsNote sections={sections} oldestReadAt={oldestReadAt} />}
        actions={<VersionFilters applications={applications.data} search={search} onSearch={changeSearch} />}
      />
      <VersionsTabs current="versions" />
      {isWaiting && (
        <Panel title="Groups" busy>
          <LoadingLines label="Loading the groups’ versions" />
        </Panel>
      )}
      {isLoaded && sections.length > 0 && (
        <>
          <TargetDistancePanel sections={sections} search={search} />
          {sections.map((section) => (
            <VersionSectionPanel key={section.key} section={section} measure={search.measure} />
          ))}
        </>
      )}
      {sections.length === 0 && (
        <QueryPanel
          title="Groups"
          query={applications}
          isEmpty={() => true}
          empty={
            <EmptyState title={(search.application ?? search.arch) ? 'No group matches' : 'No groups yet'}>
              Versions appear once a group’s nodes check in.
            </EmptyState>
          }
        >
          {() => null}
        </QueryPanel>
      )}
    </>
  )
}

interface VersionsNoteProps {
  sections: readonly VersionSection[]
  /** When the oldest of the numbers was read, in ms. */
  oldestReadAt: number
}

function VersionsNote({ sections, oldestReadAt }: VersionsNoteProps) {
  const nodes = sections.reduce((sum, section) => sum + section.nodes, 0)
  const groups = sections.reduce((sum, section) => sum + section.groups.length, 0)
  if (groups === 0 && sections.length > 0) return 'The numbers of the groups failed to load.'
  return (
    <>
      {plural(countVersions(sections), 'version')} on {plural(nodes, 'node')} in {plural(groups, 'group')} ·
      nodes seen in the last 24 hours
      <OldDataAge updatedAt={oldestReadAt} />
    </>
  )
}

/** An application's version counts once, whatever the number of its arches. */
function countVersions(sections: readonly VersionSection[]): number {
  const counts = new Map(
    sections.flatMap(({ application, versions }) =>
      versions
        .filter(({ nodes }) => nodes > 0)
        .map(({ version }) => [`${application.id} ${version}`, countOtherVersions(version) ?? 1] as const),
    ),
  )
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}
