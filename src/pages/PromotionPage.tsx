import { Button } from '@mantine/core'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { packageQuery } from '#src/api/packages.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { NO_PACKAGE, parsePromotion } from '#src/routes/promotion-url.ts'
import { PackageChooser } from '#src/features/promotion/PackageChooser.tsx'
import { PromotionReview } from '#src/features/promotion/PromotionReview.tsx'
import { usePipelineGroups } from '#src/features/promotion/use-pipeline-groups.ts'
import { routes } from '#src/routes/routes.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { WriteFieldset } from '#src/writes/WriteFieldset.tsx'
import { ApplicationRoute } from './ApplicationRoute.tsx'
import { NotFound } from './NotFound.tsx'

/** Sets a channel's package, promoted from the channel before it or any other, after a look at the gates. */
export const PromotionPage = () => (
  <ApplicationRoute title={routes.channelPackage.title}>
    {(application) => <ChannelPackage application={application} />}
  </ApplicationRoute>
)

function ChannelPackage({ application }: { application: Application }) {
  const { channelId } = useParams()
  const facts = usePipelineGroups(application)
  const channel = application.channels?.find(({ id }) => id === channelId)
  if (!channel) return <NotFound noun="Channel" />
  return <ChannelPackagePage {...facts} application={application} channel={channel} />
}

interface ChannelPackagePageProps extends Pick<
  ReturnType<typeof usePipelineGroups>,
  'groupsOf' | 'oldestReadAt'
> {
  application: Application
  channel: Channel
}

function ChannelPackagePage({ application, channel, groupsOf, oldestReadAt }: ChannelPackagePageProps) {
  const [params] = useSearchParams()
  const { package_id, from, reason = '' } = parsePromotion(params)
  const wanted = useQuery({
    ...packageQuery(application.id, package_id ?? ''),
    enabled: package_id !== null && package_id !== NO_PACKAGE,
  })
  // A server finds a package by its id, even of another application.
  const release = wanted.data?.application_id === application.id ? wanted.data : undefined
  const source = application.channels?.find(({ id }) => id === from)
  const name = channelTitle(channel, application.channels ?? [])
  const title = pageTitle(package_id, release?.version ?? '…', source !== undefined)
  const review = { application, channel, from, reason, groupsOf, oldestReadAt }
  return (
    <>
      <PageHeading
        title={title}
        name={name}
        documentTitle={`${title} ${name}, ${application.name}`}
        note={<ChannelNote application={application} channel={channel} source={source} />}
        actions={
          package_id !== null && (
            <Button
              component={Link}
              to={routes.channelPackage.url({ applicationId: application.id, channelId: channel.id })}
              size="xs"
              variant="default"
            >
              Choose another package
            </Button>
          )
        }
      />
      {package_id === null ? (
        <WriteFieldset>
          <PackageChooser channel={channel} channels={application.channels ?? []} />
        </WriteFieldset>
      ) : package_id === NO_PACKAGE ? (
        <PromotionReview {...review} release={null} />
      ) : release ? (
        <PromotionReview key={release.id} {...review} release={release} />
      ) : (
        <MissingPackage query={wanted} />
      )}
    </>
  )
}

/** The title before the channel's name. */
function pageTitle(packageId: string | null, version: string, isPromotion: boolean): string {
  if (packageId === null) return 'Set the package of'
  if (packageId === NO_PACKAGE) return 'Remove the package of'
  return isPromotion ? `Promote ${version} to` : `Put ${version} on`
}

interface ChannelNoteProps {
  application: Application
  channel: Channel
  /** The channel that the package is promoted from. */
  source: Channel | undefined
}

const ChannelNote = ({ application, channel, source }: ChannelNoteProps) => (
  <>
    <bdi>{application.name}</bdi> · {archName(channel.arch)} · current package:{' '}
    {channel.package?.version ?? 'none'}
    {source && (
      <>
        {' '}
        · from <bdi>{source.name}</bdi>
      </>
    )}
  </>
)

/** The package while it loads, and why it can't be shown. */
const MissingPackage = ({ query }: { query: UseQueryResult<Package> }) => (
  <QueryPanel
    title="Package"
    query={query}
    isEmpty={() => true}
    empty={
      <EmptyState title="Package not found">It may have been deleted, or the URL may be mistyped.</EmptyState>
    }
  >
    {() => null}
  </QueryPanel>
)
