import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { describeNodeStatus } from './node-status.ts'
import { describeRelation, relationTo } from '#src/domain/versions/version-shares.ts'
import styles from './NodeCells.module.css'

interface VersionCellProps {
  version: string
  /** Of the group's channel; null when it has no package. */
  target: string | null
}

/** A node's version, and below it how far that is from the target. */
export function VersionCell({ version, target }: VersionCellProps) {
  const relation = describeRelation(relationTo(target, version))
  return (
    <>
      {version} {relation !== '' && <div className={styles['small']}>{relation}</div>}
    </>
  )
}

const ON_THE_WAY: readonly (number | null)[] = [
  INSTANCE_STATUS.updateGranted,
  INSTANCE_STATUS.downloading,
  INSTANCE_STATUS.downloaded,
  INSTANCE_STATUS.installed,
  INSTANCE_STATUS.error,
]

interface StatusCellProps {
  status: number | null
  /** What it was granted last. */
  updateVersion: string | null
}

/** A node's status, and below it the update that it is about. */
export function StatusCell({ status, updateVersion }: StatusCellProps) {
  const { label, tone, explanation } = describeNodeStatus(status)
  return (
    <>
      <StatusBadge tone={tone} title={explanation}>
        {label}
      </StatusBadge>{' '}
      {ON_THE_WAY.includes(status) && updateVersion && (
        <div className={styles['small']}>update to {updateVersion}</div>
      )}
    </>
  )
}
