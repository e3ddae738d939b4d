import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import type { Group } from '#contract/group.ts'
import type { Instance } from '#contract/instance.ts'
import type { NodeRecord } from '#contract/node-record.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import {
  type CheckRhythm,
  checkRhythm,
  describePunctuality,
  describeRhythm,
  punctuality,
} from '#src/domain/nodes/check-punctuality.ts'
import { routes } from '#src/routes/routes.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { CopyValueButton } from '#src/ui/CopyValueButton.tsx'
import { Fact, Facts } from '#src/ui/Facts.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { useMinute } from '#src/ui/use-now.ts'
import { type LastReport, reportedApplication } from './last-report.ts'
import styles from './NodeFacts.module.css'
import { OtherApplications } from './OtherApplications.tsx'

interface NodeFactsProps {
  instance: Instance
  lastReport: LastReport
  /** Null where the update server has none. */
  record: NodeRecord | null
  applications: readonly Application[]
  groupRef: GroupRef
  /** The group that it checks in with; null where there is none, or it is not known. */
  group: Group | null
}

/** What a node is, and where it belongs. */
export function NodeFacts(props: NodeFactsProps) {
  const { instance, lastReport, record, applications, groupRef, group } = props
  const application = findApplication(applications, groupRef.applicationId)
  return (
    <>
      <Facts layout="columns">
        <Fact name="ID">
          <span className={styles['id']}>{instance.id}</span>{' '}
          <CopyValueButton value={instance.id} label="Copy the ID" />
        </Fact>
        <Fact name="Address">{instance.ip}</Fact>
        <CheckFacts lastReport={lastReport} record={record} />
        <Fact name="Group">
          {group ? (
            <Link to={routes.group.url({ ...groupRef, groupId: group.id })}>
              <bdi>{group.name}</bdi>
            </Link>
          ) : (
            <Quiet>none</Quiet>
          )}
        </Fact>
        {group && <ChannelFacts group={group} />}
        <Fact name="Application">
          <bdi>{application?.name ?? '…'}</bdi>
        </Fact>
        <Fact name="OEM">{instance.oem ? <bdi>{instance.oem}</bdi> : <Quiet>not reported</Quiet>}</Fact>
        <Fact name="First-installed version" title="Of the operating system: its aleph version">
          {instance.aleph_version ? <bdi>{instance.aleph_version}</bdi> : <Quiet>not reported</Quiet>}
        </Fact>
        <Fact name="First seen">
          <Moment time={instance.created_ts} />
        </Fact>
      </Facts>
      {record && application && (
        <OtherApplications record={record} applications={applications} shownId={application.id} />
      )}
    </>
  )
}

function CheckFacts({ lastReport, record }: Pick<NodeFactsProps, 'lastReport' | 'record'>) {
  const reported = reportedApplication(lastReport)
  const gaps = record?.applications.find((one) => one.application_id === reported?.application_id)
  const placeholder = lastReport.kind === 'loading' ? '…' : <Quiet>not available</Quiet>
  return (
    <>
      <Fact name={lastReport.kind === 'silent' ? 'Last version' : 'Version'}>
        {reported?.version ?? placeholder}
      </Fact>
      <Fact name="Last check-in">
        {reported ? (
          <>
            <Moment time={reported.last_check_for_updates} />
            <CheckPunctuality
              time={reported.last_check_for_updates}
              rhythm={checkRhythm(gaps?.recent_check_gaps ?? NO_GAPS)}
            />
          </>
        ) : (
          placeholder
        )}
      </Fact>
    </>
  )
}

const NO_GAPS: readonly number[] = []

function CheckPunctuality({ time, rhythm }: { time: string; rhythm: CheckRhythm }) {
  const now = useMinute()
  const { label, tone } = describePunctuality(punctuality(rhythm, now - Date.parse(time)))
  return (
    <div className={styles['small']}>
      <StatusBadge tone={tone}>{label}</StatusBadge> {describeRhythm(rhythm)}
    </div>
  )
}

const ChannelFacts = ({ group }: { group: Group }) => (
  <>
    <Fact name="Channel">
      {group.channel ? <bdi>{group.channel.name}</bdi> : <Quiet>none</Quiet>}
      {group.channel && `, ${archName(group.channel.arch)}`}
    </Fact>
    <Fact name="Track">
      <bdi>{group.track}</bdi>
    </Fact>
    <Fact name="Rollout">
      <Link to={routes.rollout.url({ applicationId: group.application_id, groupId: group.id })}>
        {group.channel?.package ? `to ${group.channel.package.version}` : 'of the group'}
      </Link>
    </Fact>
  </>
)

const Quiet = ({ children }: { children: ReactNode }) => <span className={styles['quiet']}>{children}</span>

const Moment = ({ time }: { time: string }) => (
  <>
    <RelativeTime time={time} />
    <div className={styles['small']}>{formatTime(Date.parse(time))}</div>
  </>
)
