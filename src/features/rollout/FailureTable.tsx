import type { Rollout } from '#contract/rollout.ts'
import { differingFlags } from '#src/domain/nodes/differing-flags.ts'
import { explainUpdateError } from '#src/domain/nodes/explain-update-error.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './FailuresPanel.module.css'

type Failure = Rollout['failures'][number]

interface FailureTableProps {
  label: string
  failures: readonly Failure[]
  target: string
}

/** One row per version and error code. */
export function FailureTable({ label, failures, target }: FailureTableProps) {
  return (
    <table className={styles['table']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">What happened</th>
          <th scope="col">Nodes</th>
          <th scope="col">Failed now</th>
          <th scope="col">Latest</th>
        </tr>
      </thead>
      <tbody>
        {failures.map((failure) => (
          <tr key={`${failure.error_code} ${failure.version}`}>
            <th scope="row">
              <FailureReason failure={failure} target={target} flags={differingFlags(failure, failures)} />
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
  )
}

interface FailureReasonProps {
  failure: Failure
  target: string
  /** What sets it apart from another row with the same code. */
  flags: readonly string[]
}

function FailureReason({ failure: { error_code, version }, target, flags }: FailureReasonProps) {
  const error = explainUpdateError(error_code)
  const details = [
    error_code === null ? 'no code' : `code ${error?.code ?? error_code}`,
    error?.name,
    ...flags,
    version !== target && `${version ?? 'no version'}, on the way to ${target}`,
  ]
  return (
    <>
      {error?.summary ?? 'The node reported a failure without a known code.'}{' '}
      <span className={styles['note']}>
        {details.filter(Boolean).join(', ')}
        {error && <span className={styles['step']}>{error.nextStep}</span>}
      </span>
    </>
  )
}
