import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import { packageQuery } from '#src/api/packages.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { NO_PACKAGE, parsePromotion } from '#src/routes/promotion-url.ts'
import { PackageChooser } from '#src/features/promotion/PackageChooser.tsx'
import { PromotionReview } from '#src/features/promotion/PromotionReview.tsx'
import { useApplicationFacts } from '#src/features/promotion/use-application-facts.ts'
import { routes } from '#src/routes/routes.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
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
  const facts = useApplicationFacts(application)
  const channel = application.channels?.find(({ id }) => id === channelId)
  if (!channel) return <NotFound noun="Channel" />
  return <ChosenChannel {...facts} application={application} channel={channel} />
}

interface ChosenChannelProps extends Pick<
  ReturnType<typeof useApplicationFacts>,
  'followersOf' | 'oldestReadAt'
> {
  application: Application
  channel: Channel
}

function ChosenChannel({ application, channel, followersOf, oldestReadAt }: ChosenChannelProps) {
  const [params] = useSearchParams()
  const { package_id, from, reason = '' } = parsePromotion(params)
  const wanted = useQuery({
    ...packageQuery(application.id, package_id ?? ''),
    enabled: package_id !== null && package_id !== NO_PACKAGE,
  })
  // A server takes a package's id without its application.
  const release = wanted.data?.application_id === application.id ? wanted.data : undefined
  const source = application.channels?.find(({ id }) => id === from)
  const name = channelTitle(channel, application.channels ?? [])
  const title =
    package_id === null
      ? `Point ${name} at another package`
      : package_id === NO_PACKAGE
        ? `Take ${name}’s package away`
        : `${source ? 'Promote' : 'Point'} ${source ? `${release?.version ?? '…'} to ${name}` : `${name} at ${release?.version ?? '…'}`}`
  const review = { application, channel, from, reason, followersOf, oldestReadAt }
  return (
    <>
      <PageHeading
        title={title}
        documentTitle={`${title}, ${application.name}`}
        note={`${application.name} · ${archName(channel.arch)} · ${channel.name} now points at ${channel.package?.version ?? 'no package'}${source ? ` · from ${source.name}` : ''}`}
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
        <PackageChooser channel={channel} channels={application.channels ?? []} />
      ) : package_id === NO_PACKAGE ? (
        <PromotionReview {...review} release={null} />
      ) : release ? (
        <PromotionReview key={release.id} {...review} release={release} />
      ) : (
        <QueryPanel
          title="Package"
          query={wanted}
          isEmpty={() => true}
          empty={
            <EmptyState title="Package not found">
              It may have been deleted, or the URL may be mistyped.
            </EmptyState>
          }
        >
          {() => null}
        </QueryPanel>
      )}
    </>
  )
}
