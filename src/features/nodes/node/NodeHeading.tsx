import type { ReactNode } from 'react'
import { type Group, targetVersion } from '#contract/group.ts'
import type { Instance } from '#contract/instance.ts'
import { nodeDisplayName } from '#src/domain/nodes/node-display-name.ts'
import { describeRepeatedFailure } from '#src/domain/nodes/describe-failing.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import type { RepeatedFailure } from '#src/domain/nodes/repeated-failure.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { type LastReport, reportedApplication } from './last-report.ts'

interface NodeHeadingProps {
  instanceId: string
  instance: Instance | undefined
  report: LastReport
  /** The group that it checks in with; null where there is none, or it is not known. */
  group: Group | null
  /** How it fails again and again, which its status hides. */
  failure: RepeatedFailure | null
  actions: ReactNode
}

/** A node's name, its status, and the version it runs beside the target. */
export function NodeHeading({ instanceId, instance, report, group, failure, actions }: NodeHeadingProps) {
  const alias = instance && nodeDisplayName(instance)
  const reported = reportedApplication(report)
  const target = group ? targetVersion(group) : null
  const versions =
    reported === null
      ? null
      : target === null || target === reported.version
        ? reported.version
        : `${reported.version} → ${target}`
  return (
    <PageHeading
      title={alias ?? instanceId}
      note={
        <>
          {alias && <bdi>{instanceId}</bdi>}
          {alias && versions !== null && ' · '}
          {versions}
        </>
      }
      aside={
        reported && (
          <>
            {failure && <StatusBadge tone="bad">{describeRepeatedFailure(failure)}</StatusBadge>}{' '}
            <ReportedStatus status={reported.status} isSilent={report.kind === 'silent'} />
          </>
        )
      }
      actions={actions}
    />
  )
}

function ReportedStatus({ status, isSilent }: { status: number | null; isSilent: boolean }) {
  const { label, tone, explanation } = describeNodeStatus(status)
  return isSilent ? (
    <StatusBadge tone="waiting">Silent; last status: {label}</StatusBadge>
  ) : (
    <StatusBadge tone={tone} title={explanation}>
      {label}
    </StatusBadge>
  )
}
