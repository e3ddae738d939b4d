import type { UseQueryResult } from '@tanstack/react-query'
import { MAX_FAILURES, type Rollout } from '#contract/rollout.ts'
import { hasFailedFirst } from '#src/domain/rollout/has-failed-first.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { ActivityFailuresPanel, type ActivityFailuresPanelProps } from './ActivityFailuresPanel.tsx'
import styles from './FailuresPanel.module.css'
import { FailureTable } from './FailureTable.tsx'

interface FailuresPanelProps extends ActivityFailuresPanelProps {
  isSafeMode: boolean
  rollout: UseQueryResult<Rollout | null>
}

/** Failed updates by error code, or the failed nodes where the server does not report codes. */
export function FailuresPanel(props: FailuresPanelProps) {
  const { groupName, target, rollout, isSafeMode, renderInError } = props
  if (rollout.data === null) return <ActivityFailuresPanel {...props} />
  return (
    <QueryPanel
      title="Failures"
      note={`updates since the rollout of ${target} started, by reported error code`}
      query={rollout}
      isEmpty={(data) => data?.failures.length === 0}
      empty={<EmptyState title="No update has failed in this rollout" />}
    >
      {(data) =>
        data && (
          <>
            {isSafeMode && hasFailedFirst(data) && (
              <Notice tone="bad">
                The first update to {target} failed, and none has completed. Safe mode does not stop the
                others: they follow once the first update has ended. Pause the group if they should wait.
              </Notice>
            )}
            <FailureSummary rollout={data} renderInError={renderInError} />
            <FailureTable label={`Failures of ${groupName}`} failures={data.failures} target={target} />
            {data.failures_at_least && (
              <p className={styles['note']}>Covers only the latest {formatNumber(MAX_FAILURES)} failures.</p>
            )}
          </>
        )
      }
    </QueryPanel>
  )
}

type FailureSummaryProps = Pick<FailuresPanelProps, 'renderInError'> & { rollout: Rollout }

function FailureSummary({ rollout, renderInError }: FailureSummaryProps) {
  const inError = rollout.failures.reduce((sum, { nodes_in_error }) => sum + nodes_in_error, 0)
  return (
    <p className={styles['summary']}>
      {rollout.failures_at_least && 'At least '}
      {plural(rollout.nodes_failed, 'node')} failed at least once;{' '}
      {inError === 0
        ? rollout.nodes_failed === 1
          ? 'it has been offered the update again since.'
          : 'all of them have been offered the update again since.'
        : renderInError(
            `${formatNumber(inError)} ${inError === 1 ? 'has' : 'have'} not been offered the update again`,
          )}
      {inError > 0 && '.'}
    </p>
  )
}
