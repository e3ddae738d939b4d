import { Button } from '@mantine/core'
import type { Freeze, FrozenGroup } from '#contract/freeze.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { NameList } from '#src/ui/NameList.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './Freeze.module.css'
import { summarizeResults } from './frozen-result.ts'
import type { FrozenRow } from './FrozenGroupsTable.tsx'
import { needsPause } from './thaw-group.ts'
import type { FreezeRun } from './use-freeze-run.ts'

interface ActiveFreezePanelProps {
  freeze: Freeze
  rows: readonly FrozenRow[]
  run: FreezeRun
  onContinue: (groups: readonly FrozenGroup[]) => void
}

/** The active freeze: who made it, when and why, and the results of its groups. */
export function ActiveFreezePanel({ freeze, rows, run, onContinue }: ActiveFreezePanelProps) {
  const { groups } = freeze
  const { isRunning, unrecorded } = run
  const waiting = groups.filter((group) => needsPause(group) && !unrecorded.has(group.group_id))
  return (
    <Panel
      title="Active freeze"
      note={
        <>
          frozen <RelativeTime time={freeze.created_ts} /> by <bdi>{freeze.actor}</bdi>
        </>
      }
    >
      <div className={styles['form']}>
        <Facts freeze={freeze} rows={rows} />
        <Progress run={run} />
        {!isRunning && waiting.length > 0 && (
          <InterruptedNotice waiting={waiting} total={groups.length} onContinue={onContinue} />
        )}
        {!isRunning && unrecorded.size > 0 && (
          <Notice
            tone="bad"
            live
            actions={
              <Button size="xs" variant="default" onClick={() => run.recordAgain(freeze)}>
                Record again
              </Button>
            }
          >
            The results of {plural(unrecorded.size, 'group')} are not recorded yet. Keep this page open until
            they are.
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
        {progress && `${formatNumber(progress.done)} of ${plural(progress.total, 'group')} done …`}
      </output>
      {progress && (
        <Button size="compact-sm" variant="default" onClick={stop}>
          Stop
        </Button>
      )}
    </div>
  )
}

function Facts({ freeze, rows }: Pick<ActiveFreezePanelProps, 'freeze' | 'rows'>) {
  const { groups, exceptions, reason } = freeze
  return (
    <p className={styles['facts']}>
      {reason === '' ? (
        'No reason was given.'
      ) : (
        <>
          Reason: <bdi>{reason}</bdi>
        </>
      )}
      <br />
      {summarizeResults(rows.map(({ group }) => group))} (of {formatNumber(groups.length)} groups).
      {exceptions.length > 0 && (
        <>
          <br />
          Left out: <NameList names={exceptions.map(({ group_name }) => group_name)} max={Infinity} />.
        </>
      )}
    </p>
  )
}

interface InterruptedNoticeProps extends Pick<ActiveFreezePanelProps, 'onContinue'> {
  /** The groups that are not paused yet. */
  waiting: readonly FrozenGroup[]
  /** How many groups are in the freeze. */
  total: number
}

const InterruptedNotice = ({ waiting, total, onContinue }: InterruptedNoticeProps) => (
  <Notice
    tone="bad"
    actions={
      <Button size="xs" variant="default" onClick={() => onContinue(waiting)}>
        Continue with {formatNumber(waiting.length)}
      </Button>
    }
  >
    <strong>
      Interrupted: {formatNumber(waiting.length)} of {formatNumber(total)} groups{' '}
      {waiting.length === 1 ? 'is' : 'are'} not paused.
    </strong>{' '}
    Continue here unless someone else is doing so right now, or thaw.
  </Notice>
)
