import type { Group } from '#contract/group.ts'
import { isOutdated } from '#src/domain/catalogue/is-outdated.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { useMinute } from '#src/ui/use-now.ts'
import { WriteButton } from '#src/writes/WriteButton.tsx'
import styles from './JoinGroup.module.css'

/** The release that the group's nodes get first: what its channel has, or how it gets a current one. */
export function StartRelease({ group }: { group: Group }) {
  const now = useMinute()
  const { application_id: applicationId, channel } = group
  if (channel === undefined) return <NoChannelNotice group={group} />
  const release = channel.package
  const isCurrent = release !== null && !isOutdated(release, now)
  return (
    <div className={styles['snippets']}>
      {isCurrent ? (
        <p className={styles['about']}>
          Its nodes get <strong>{release.version}</strong>, the package of the channel{' '}
          <bdi>{channel.name}</bdi>.
        </p>
      ) : (
        <Notice tone="waiting">
          The channel <bdi>{channel.name}</bdi> has{' '}
          {release === null ? (
            'no package'
          ) : (
            <>
              {release.version}, added <RelativeTime time={release.created_ts} />: too old to start from
            </>
          )}
          . Add a current release by its version, then set it on the channel.
        </Notice>
      )}
      <div className={styles['buttons']}>
        <WriteButton
          to={routes.newPackage.url({ applicationId })}
          size="xs"
          variant={isCurrent ? 'default' : 'filled'}
        >
          Add a release
        </WriteButton>
        <WriteButton
          to={routes.channelPackage.url({ applicationId, channelId: channel.id })}
          size="xs"
          variant="default"
        >
          Set the channel’s package
        </WriteButton>
      </div>
    </div>
  )
}

const NoChannelNotice = ({ group: { application_id: applicationId, id: groupId } }: { group: Group }) => (
  <Notice
    tone="waiting"
    actions={
      <WriteButton to={routes.editPolicy.url({ applicationId, groupId })} size="compact-sm" variant="default">
        Choose a channel
      </WriteButton>
    }
  >
    The group follows no channel, which determines its release.
  </Notice>
)
