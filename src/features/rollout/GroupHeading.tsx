import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { type Group, targetVersion } from '#contract/group.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { type GroupState, groupStateLabel, groupStateName } from '#src/domain/rollout/group-state.ts'
import { routes } from '#src/routes/routes.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { Fact } from './Fact.tsx'
import styles from './GroupHeading.module.css'

interface GroupHeadingProps {
  group: Group
  applicationName: string | undefined
  state: GroupState
  actions?: ReactNode
}

/** The group's name, state and main settings. */
export function GroupHeading({ group, applicationName, state, actions }: GroupHeadingProps) {
  const { name, description, channel, track } = group
  const { tone } = groupStateName(state)
  return (
    <PageHeading
      title={name}
      documentTitle={applicationName === undefined ? name : `${name}, ${applicationName}`}
      aside={<StatusBadge tone={tone}>{groupStateLabel(state)}</StatusBadge>}
      actions={actions}
      note={
        <>
          {description !== '' && (
            <p className={styles['description']}>
              <bdi>{description}</bdi>
            </p>
          )}
          <dl className={styles['facts']}>
            <Fact name="Application">{applicationName ?? '…'}</Fact>
            <Fact name="Channel">
              {channel ? (
                <>
                  <Link to={routes.channels.url({ applicationId: channel.application_id })}>
                    <bdi>{channel.name}</bdi>
                  </Link>{' '}
                  (
                  <Link
                    to={routes.channelPackage.url({
                      applicationId: channel.application_id,
                      channelId: channel.id,
                    })}
                  >
                    change its package
                  </Link>
                  )
                </>
              ) : (
                'none'
              )}
            </Fact>
            {channel && <Fact name="Arch">{archName(channel.arch)}</Fact>}
            <Fact name="Track">{track}</Fact>
            <Fact name="Target version">{targetVersion(group) ?? missingTarget(group)}</Fact>
          </dl>
        </>
      }
    />
  )
}

/** In place of the target version of a group without one. */
export const missingTarget = ({ channel }: Group): string =>
  channel ? 'none: the channel has no package' : 'none: the group follows no channel'
