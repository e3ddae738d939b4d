import { Button } from '@mantine/core'
import type { Freeze, FrozenGroup } from '#contract/freeze.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './Freeze.module.css'
import { resultsInWords } from './frozen-result.ts'
import type { FrozenRow } from './FrozenGroups.tsx'
import { isToFreeze } from './thaw-group.ts'
import type { FreezeRun } from './use-freeze-run.ts'

interface FreezeInForceProps {
  freeze: Freeze
  rows: readonly FrozenRow[]
  run: FreezeRun
  /** Pauses these. */
  onGoOn: (groups: readonly FrozenGroup[]) => void
  /** Notes what came of groups and is not in the record yet. */
  onKeep: () => void
}

/** The freeze in force: since when, why, and how its groups came through. */
export function FreezeInForce({ freeze, rows, run, onGoOn, onKeep }: FreezeInForceProps) {
  const { groups, exceptions, reason } = freeze
  const { isRunning, unkept } = run
  const waiting = groups.filter((group) => isToFreeze(group) && !unkept.has(group.group_id))
  return (
    <Panel
      title="In force"
      note={
        <>
          frozen <RelativeTime time={freeze.created_ts} /> by {freeze.actor}
        </>
      }
    >
      <div className={styles['form']}>
        <p className={styles['facts']}>
          {reason === '' ? 'No reason was given.' : <>Reason: {reason}</>}
          <br />
          {resultsInWords(rows.map(({ group }) => group))} (of {formatNumber(groups.length)} groups).
          {exceptions.length > 0 && (
            <>
              <br />
              Left out: {exceptions.map(({ group_name }) => group_name).join(', ')}.
            </>
          )}
        </p>
        <Progress run={run} />
        {!isRunning && waiting.length > 0 && (
          <Notice
            tone="bad"
            actions={
              <Button size="xs" variant="default" onClick={() => onGoOn(waiting)}>
                Go on with {formatNumber(waiting.length)}
              </Button>
            }
          >
            <strong>
              Interrupted: {formatNumber(waiting.length)} of {formatNumber(groups.length)} groups{' '}
              {waiting.length === 1 ? 'is' : 'are'} not paused.
            </strong>{' '}
            Go on with them here, unless somebody else does so right now; or thaw.
          </Notice>
        )}
        {!isRunning && unkept.size > 0 && (
          <Notice
            tone="bad"
            live
            actions={
              <Button size="xs" variant="default" onClick={onKeep}>
                Keep it now
              </Button>
            }
          >
            What came of {formatNumber(unkept.size)} of the groups is not in the record yet. Keep this page
            open until it is.
          </Notice>
        )}
      </div>
    </Panel>
  )
}

function Progress({ run: { progress, stop } }: { run: FreezeRun }) {
  return (
    <div className={styles['actions']}>
      <output aria-label="Progress">
        {progress && `${formatNumber(progress.done)} of ${formatNumber(progress.of)} groups are through …`}
      </output>
      {progress && (
        <Button size="compact-sm" variant="default" onClick={stop}>
          Stop
        </Button>
      )}
    </div>
  )
}
