import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Channel } from '#contract/channel.ts'
import { type Group, targetVersion } from '#contract/group.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { formatTimeLeft } from '#src/domain/forecast/format-time-left.ts'
import type { Forecast } from '#src/domain/forecast/forecast.ts'
import { groupStateLabel, groupStateName, isRollingOut } from '#src/domain/rollout/group-state.ts'
import { formatShare } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { Fact, Facts } from '#src/ui/Facts.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './GroupHeading.module.css'
import type { RolloutData } from './use-rollout-data.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

interface GroupHeadingProps {
  group: Group
  /** The name of the view below the heading. */
  view: string | undefined
  data: Pick<RolloutData, 'state' | 'share' | 'target' | 'now'>
  /** Undefined until its data has loaded, and where the server does not report the rollout. */
  forecast: Forecast | undefined
  actions?: ReactNode
}

/** The group's name, its state with the share at the target and the time left, and its main settings. */
export function GroupHeading({ group, view, data, forecast, actions }: GroupHeadingProps) {
  const { name, description, channel, track } = group
  const { state, share, target, now } = data
  const { tone } = groupStateName(state)
  const isMoving = isRollingOut(state)
  const done =
    share && target !== null && share.nodes > 0 ? formatShare(share.atTarget, share.nodes) : undefined
  const timeLeft = isMoving && forecast ? formatTimeLeft(forecast, now) : null
  return (
    <PageHeading
      title={name}
      documentTitle={
        view === undefined || view === 'Overview' ? isolateText(name) : `${view} · ${isolateText(name)}`
      }
      progress={isMoving ? done : undefined}
      aside={
        <span className={styles['state']}>
          <StatusBadge tone={tone}>{groupStateLabel(state)}</StatusBadge>
          {[state.kind === 'done' ? undefined : done, timeLeft]
            .filter((words) => words !== undefined && words !== null)
            .map((words) => (
              <span key={words}> · {words}</span>
            ))}
        </span>
      }
      actions={actions}
      note={
        <>
          {description !== '' && (
            <p className={styles['description']}>
              <bdi>{description}</bdi>
            </p>
          )}
          <Facts layout="line">
            <Fact name="Channel">{channel ? <ChannelLinks channel={channel} /> : 'none'}</Fact>
            {channel && <Fact name="Arch">{archName(channel.arch)}</Fact>}
            <Fact name="Track">{track}</Fact>
            <Fact name="Target version">{targetVersion(group) ?? missingTarget(group)}</Fact>
          </Facts>
        </>
      }
    />
  )
}

function ChannelLinks({ channel: { id, application_id: applicationId, name } }: { channel: Channel }) {
  return (
    <>
      <Link to={routes.channels.url({ applicationId })}>
        <bdi>{name}</bdi>
      </Link>{' '}
      <span className={styles['change']}>
        (<Link to={routes.channelPackage.url({ applicationId, channelId: id })}>change its package</Link>)
      </span>
    </>
  )
}

/** In place of the target version of a group without one. */
export const missingTarget = ({ channel }: Group): string =>
  channel ? 'none (the channel has no package)' : 'none (the group follows no channel)'
