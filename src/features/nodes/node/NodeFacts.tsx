import type { ReactNode } from 'react'
import type { Instance } from '#contract/instance.ts'
import { nodeDisplayName } from '#src/domain/nodes/node-alias.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { describeRelation, relationTo } from '#src/domain/versions/version-shares.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import type { LastReport } from './last-report.ts'
import styles from './NodeFacts.module.css'

interface NodeFactsProps {
  instance: Instance
  lastReport: LastReport
  applicationName: string | undefined
  /** The group's name, or a link to it. */
  group: ReactNode
  /** Version of the channel's package; null without one. */
  target: string | null
}

/** A node's last report and its properties. */
export function NodeFacts({ instance, lastReport, applicationName, group, target }: NodeFactsProps) {
  const alias = nodeDisplayName(instance)
  return (
    <dl className={styles['facts']}>
      <ReportFacts lastReport={lastReport} target={target} />
      <Fact name="Target version">{target ?? <Quiet>none: the channel has no package</Quiet>}</Fact>
      <Fact name="Group">{group}</Fact>
      <Fact name="Application">
        <bdi>{applicationName ?? '…'}</bdi>
      </Fact>
      <Fact name="ID">
        <span className={styles['id']}>{instance.id}</span>
      </Fact>
      <Fact name="Alias">{alias === null ? <Quiet>none</Quiet> : <bdi>{alias}</bdi>}</Fact>
      <Fact name="Address">{instance.ip}</Fact>
      <Fact name="OEM">{instance.oem ?? <Quiet>not reported</Quiet>}</Fact>
      <Fact name="Aleph version" title="The version that the node was first installed with">
        {instance.aleph_version ?? <Quiet>not reported</Quiet>}
      </Fact>
      <Fact name="First seen">
        <Moment time={instance.created_ts} />
      </Fact>
    </dl>
  )
}

function ReportFacts({ lastReport, target }: { lastReport: LastReport; target: string | null }) {
  if (lastReport.kind === 'expired' || lastReport.kind === 'loading') {
    const placeholder = lastReport.kind === 'expired' ? <Quiet>not available</Quiet> : '…'
    return (
      <>
        <Fact name="Status">{placeholder}</Fact>
        <Fact name="Version">{placeholder}</Fact>
        <Fact name="Last check">{placeholder}</Fact>
      </>
    )
  }
  const { status, version, last_check_for_updates, last_update_version, update_in_progress } =
    lastReport.application
  const { label, tone, explanation } = describeNodeStatus(status)
  const relation = describeRelation(relationTo(target, version))
  return (
    <>
      <Fact name={lastReport.kind === 'silent' ? 'Last status' : 'Status'}>
        <StatusBadge tone={tone}>{label}</StatusBadge>
        <div className={styles['small']}>{explanation}</div>
        {update_in_progress && last_update_version && (
          <div className={styles['small']}>Update to {last_update_version} in progress.</div>
        )}
      </Fact>
      <Fact name={lastReport.kind === 'silent' ? 'Last version' : 'Version'}>
        {version}
        {relation !== '' && <div className={styles['small']}>{relation}</div>}
      </Fact>
      <Fact name="Last check">
        <Moment time={last_check_for_updates} />
      </Fact>
    </>
  )
}

function Fact({ name, title, children }: { name: string; title?: string; children: ReactNode }) {
  return (
    <div>
      <dt title={title}>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const Quiet = ({ children }: { children: ReactNode }) => <span className={styles['quiet']}>{children}</span>

function Moment({ time }: { time: string }) {
  return (
    <>
      <RelativeTime time={time} />
      <div className={styles['small']}>{formatTime(Date.parse(time))}</div>
    </>
  )
}
