import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { NodeRecord } from '#contract/node-record.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { routes } from '#src/routes/routes.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './NodeFacts.module.css'

interface OtherApplicationsProps {
  record: NodeRecord
  applications: readonly Application[]
  /** The application that the page shows. */
  shownId: string
}

/** The other applications that the node runs, with links to its pages there. */
export function OtherApplications({ record, applications, shownId }: OtherApplicationsProps) {
  const others = record.applications.filter(({ application_id }) => application_id !== shownId)
  if (others.length === 0) return null
  return (
    <>
      <h3 className={styles['others']}>Also runs</h3>
      <ul className={styles['list']}>
        {others.map(({ application_id, group_id, version, status, last_check_ts }) => {
          const name = applications.find(({ id }) => id === application_id)?.name ?? application_id
          const { label, tone } = describeNodeStatus(status)
          return (
            <li key={application_id}>
              {group_id === null ? (
                <bdi>{name}</bdi>
              ) : (
                <Link
                  to={routes.node.url({
                    applicationId: application_id,
                    groupId: group_id,
                    instanceId: record.id,
                  })}
                >
                  <bdi>{name}</bdi>
                </Link>
              )}{' '}
              {version} <StatusBadge tone={tone}>{label}</StatusBadge>
              <div className={styles['small']}>
                checked in <RelativeTime time={last_check_ts} />
                {group_id === null && '; its group there was deleted'}
              </div>
            </li>
          )
        })}
      </ul>
    </>
  )
}
