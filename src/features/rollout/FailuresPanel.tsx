import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ACTIVITY_CLASS, type ActivityEntry } from '#contract/activity.ts'
import { MAX_FAILURES, type Rollout } from '#contract/rollout.ts'
import { type GroupRef, instanceStatsQuery } from '#src/api/groups.ts'
import { groupFailuresQuery } from '#src/api/activity.ts'
import { explainUpdateError } from '#src/domain/nodes/explain-update-error.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './FailuresPanel.module.css'

interface FailuresPanelProps {
  groupRef: GroupRef
  groupName: string
  target: string
  rollout: UseQueryResult<Rollout | null>
  /** Makes words lead to the nodes in status error. */
  renderInError: (words: string) => ReactNode
  /** Makes a node's id lead to it. */
  renderNode: (instanceId: string) => ReactNode
}

/** Which updates failed, and why, as far as the server tells. */
export function FailuresPanel(props: FailuresPanelProps) {
  const { groupName, target, rollout, renderInError } = props
  if (rollout.data === null) return <FailuresOfActivity {...props} />
  return (
    <QueryPanel
      title="Failures"
      note={`of updates since the rollout of ${target} started, by the code that nodes sent`}
      query={rollout}
      isEmpty={(told) => told?.failures.length === 0}
      empty={<EmptyState title="No update has failed in this rollout" />}
    >
      {(told) =>
        told && (
          <FailureTable told={told} groupName={groupName} target={target} renderInError={renderInError} />
        )
      }
    </QueryPanel>
  )
}

type FailureTableProps = Pick<FailuresPanelProps, 'groupName' | 'target' | 'renderInError'> & {
  told: Rollout
}

function FailureTable({ told, groupName, target, renderInError }: FailureTableProps) {
  const inError = told.failures.reduce((sum, { nodes_in_error }) => sum + nodes_in_error, 0)
  return (
    <>
      <p className={styles['sum']}>
        {told.failures_at_least && 'At least '}
        {plural(told.nodes_failed, 'node')} failed once or more
        {inError > 0 ? (
          <>
            ,{' '}
            {renderInError(
              `${formatNumber(inError)} ${inError === 1 ? 'has' : 'have'} not been granted it again`,
            )}
            .
          </>
        ) : (
          ', and all went on.'
        )}
      </p>
      <table className={styles['table']} aria-label={`Failures of ${groupName}`}>
        <thead>
          <tr>
            <th scope="col">What happened</th>
            <th scope="col">Nodes</th>
            <th scope="col">Failed now</th>
            <th scope="col">Latest</th>
          </tr>
        </thead>
        <tbody>
          {told.failures.map((failure) => (
            <tr key={`${failure.error_code} ${failure.version}`}>
              <th scope="row">
                <Reason
                  {...failure}
                  target={target}
                  isOneOfSeveral={told.failures.some((other) => other !== failure && isAlike(other, failure))}
                />
              </th>
              <td>{formatNumber(failure.nodes)}</td>
              <td>{formatNumber(failure.nodes_in_error)}</td>
              <td>
                <RelativeTime time={failure.latest_ts} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {told.failures_at_least && (
        <p className={styles['note']}>
          Only the latest {formatNumber(MAX_FAILURES)} failures were looked at.
        </p>
      )}
    </>
  )
}

type Failure = Rollout['failures'][number]

/** Codes that differ in their flags alone. */
const isAlike = (one: Failure, other: Failure) =>
  one.version === other.version && codeOf(one.error_code) === codeOf(other.error_code)

const codeOf = (error_code: string | null) => explainUpdateError(error_code)?.code ?? error_code

interface ReasonProps {
  error_code: string | null
  version: string | null
  target: string
  /** Another row has the same code with other flags. */
  isOneOfSeveral: boolean
}

function Reason({ error_code, version, target, isOneOfSeveral }: ReasonProps) {
  const error = explainUpdateError(error_code)
  const code = error_code === null ? 'no code' : `code ${error?.code ?? error_code}`
  return (
    <>
      {error?.summary ?? 'The node reported a failure without a code that is known.'}{' '}
      <span className={styles['note']}>
        {[
          code,
          error?.name,
          ...(isOneOfSeveral ? (error?.circumstances ?? []) : []),
          version !== target && `of ${version ?? 'no version'}, on the way to ${target}`,
        ]
          .filter(Boolean)
          .join(', ')}
        {error && <span className={styles['step']}>{error.nextStep}</span>}
      </span>
    </>
  )
}

const SHOWN = 10

/** Where the server tells no codes: which nodes failed, by its activity. */
function FailuresOfActivity({ groupRef, groupName, target, renderInError, renderNode }: FailuresPanelProps) {
  const query = useQuery(groupFailuresQuery(groupRef))
  const { data: lastDay } = useQuery(instanceStatsQuery(groupRef, '1d'))
  const failed = (entries: readonly ActivityEntry[]) =>
    entries.filter((entry) => entry.class === ACTIVITY_CLASS.instanceUpdateFailed && entry.version === target)
  return (
    <QueryPanel
      title="Failures"
      note={`of updates to ${target} in the last 30 days, by the server’s activity, which tells no codes`}
      query={query}
      isEmpty={(entries) => failed(entries).length === 0}
      empty={<EmptyState title={`No update to ${target} has failed`} />}
    >
      {(entries) => (
        <>
          {lastDay && lastDay.error > 0 && (
            <p className={styles['sum']}>{renderInError(`${plural(lastDay.error, 'node')} failed now`)}</p>
          )}
          <ul className={styles['nodes']} aria-label={`Failures of ${groupName}, the latest first`}>
            {failed(entries)
              .slice(0, SHOWN)
              .map(({ id, instance_id, created_ts }) => (
                <li key={id}>
                  {instance_id === null ? 'a node' : renderNode(instance_id)}{' '}
                  <RelativeTime time={created_ts} />
                </li>
              ))}
          </ul>
          {failed(entries).length > SHOWN && (
            <p className={styles['note']}>
              and {formatNumber(failed(entries).length - SHOWN)} more; a node’s history tells its codes.
            </p>
          )}
        </>
      )}
    </QueryPanel>
  )
}
