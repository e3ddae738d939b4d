import { useState } from 'react'
import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { useFloorChannels } from '#src/api/floors.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { fitsChannel } from '#src/domain/catalogue/fits-channel.ts'
import { packageFileUrl } from '#src/domain/catalogue/package-file-url.ts'
import { routes } from '#src/routes/routes.ts'
import { Fact, Facts } from '#src/ui/Facts.tsx'
import { LazyDialog } from '#src/ui/lazy/LazyDialog.tsx'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { Panel } from '#src/ui/Panel.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'
import styles from './PackageUse.module.css'
import type { SetFloorsDialogProps } from './SetFloorsDialog.tsx'

const floorsDialog = createLazyComponent(async () => (await import('./SetFloorsDialog.tsx')).SetFloorsDialog)

interface PackageUseProps {
  application: Application
  release: Package
  /** Floors that were chosen with a new package, and are not set yet. */
  left?: SetFloorsDialogProps['left']
}

/** The channels that have the package now, must not have it, or have it as a floor, and where its file is. */
export function PackageUse({ application, release, left }: PackageUseProps) {
  const channels = application.channels ?? []
  const floors = useFloorChannels({ applicationId: application.id, packageId: release.id })
  const [isOpen, setOpen] = useState(left !== undefined)
  const current = channels.filter(({ package_id }) => package_id === release.id)
  const blacklisted = channels.filter(({ id }) => release.channels_blacklist?.includes(id))
  const known = Array.isArray(floors) ? floors : null
  return (
    <Panel title="Use">
      <Facts layout="one-column">
        <Fact name="Current package of">
          <ChannelLinks channels={current} all={channels} />
        </Fact>
        {blacklisted.length > 0 && (
          <Fact name="Blacklisted for">
            <ChannelLinks channels={blacklisted} all={channels} />
          </Fact>
        )}
        {floors !== 'not-supported' && (
          <Fact name="Floor of">
            {known ? <Floors floors={known} all={channels} /> : floors === null ? 'Failed to load.' : '…'}{' '}
            {known && (
              <WriteButton
                size="compact-xs"
                variant="default"
                aria-haspopup="dialog"
                onClick={() => setOpen(true)}
              >
                Set as a floor…
              </WriteButton>
            )}
          </Fact>
        )}
        <Fact name="File">
          <FileLink release={release} />
        </Fact>
      </Facts>
      {isOpen && known && (
        <LazyDialog
          component={floorsDialog}
          failureTitle="Failed to load the dialog that sets floors"
          props={{
            release,
            channels: channels.filter(
              (channel) =>
                fitsChannel(release, channel) && known.every(({ channel: { id } }) => id !== channel.id),
            ),
            left,
            onClose: () => setOpen(false),
          }}
        />
      )}
    </Panel>
  )
}

function FileLink({ release }: { release: Package }) {
  const url = packageFileUrl(release)
  if (url === null) return <bdi>{`${release.url}${release.filename ?? ''}`}</bdi>
  return (
    <a href={url} rel="noreferrer" className={styles['link']}>
      {url}
    </a>
  )
}

interface ChannelListProps {
  channels: readonly Channel[]
  /** All channels of the application. */
  all: readonly Channel[]
}

const ChannelLinks = ({ channels, all }: ChannelListProps) =>
  channels.length === 0
    ? 'no channel'
    : channels.map((channel, index) => (
        <span key={channel.id}>
          {index > 0 && ', '}
          <ChannelLink channel={channel} all={all} />
        </span>
      ))

const Floors = ({
  floors,
  all,
}: {
  floors: readonly { channel: Channel; floor_reason: string | null }[]
  all: readonly Channel[]
}) =>
  floors.length === 0
    ? 'no channel'
    : floors.map(({ channel, floor_reason }, index) => (
        <span key={channel.id}>
          {index > 0 && ', '}
          <ChannelLink channel={channel} all={all} />
          {floor_reason && (
            <>
              {' '}
              (<bdi>{floor_reason}</bdi>)
            </>
          )}
        </span>
      ))

const ChannelLink = ({ channel, all }: { channel: Channel; all: readonly Channel[] }) => (
  <Link
    to={routes.channel.url({ applicationId: channel.application_id, channelId: channel.id })}
    className={styles['link']}
  >
    <bdi>{channelTitle(channel, all)}</bdi>
  </Link>
)
