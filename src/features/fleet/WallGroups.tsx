import type { ReactNode } from 'react'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { ATTENTION_NAMES } from '#src/domain/attention/attention-names.ts'
import { groupStateLabel, groupStateName } from '#src/domain/rollout/group-state.ts'
import { versionSegments } from '#src/domain/versions/version-segments.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { SegmentBar } from '#src/ui/SegmentBar.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { ToneIcon } from '#src/ui/ToneIcon.tsx'
import type { FleetRow } from './fleet-row.ts'
import { FleetSentence } from './FleetSentence.tsx'
import { PauseNote } from './PauseNote.tsx'
import { RolloutLeft } from './RolloutLeft.tsx'
import { pageAt, useRotation } from './use-rotation.ts'
import styles from './Wallboard.module.css'

/** Two rows fit on a screen. */
const GROUPS_PER_PAGE = 6
/** Long enough to read six groups. */
const PAGE_MS = 15_000

interface WallGroupsProps {
  rows: readonly FleetRow[]
  /** When the oldest of the shown stats were read, in ms; 0 while there are none. */
  oldestReadAt: number
}

/** The fleet in a sentence, and the groups that need attention or roll out, six at a time. */
export function WallGroups({ rows, oldestReadAt }: WallGroupsProps) {
  const step = useRotation(PAGE_MS)
  const shown = rows.filter(({ reasons = [] }) => reasons.length > 0)
  const sentence = <FleetSentence rows={rows} oldestReadAt={oldestReadAt} />
  if (shown.length === 0) return <NothingUrgent rows={rows}>{sentence}</NothingUrgent>
  const { items, first, pages } = pageAt(shown, GROUPS_PER_PAGE, step)
  return (
    <section aria-labelledby="wall-groups">
      <h2 id="wall-groups" className={styles['heading']}>
        {sentence}
        {pages > 1 && (
          <span className={styles['place']}>
            {' '}
            {first}–{first + items.length - 1} of {formatNumber(shown.length)}
          </span>
        )}
      </h2>
      <ul className={styles['groups']}>
        {items.map((row) => (
          <WallGroup key={row.group.id} row={row} />
        ))}
      </ul>
    </section>
  )
}

function WallGroup({
  row: { application, group, target, state, reasons = [], versions, lastDay, pause, doneAt },
}: {
  row: FleetRow
}) {
  const { tone } = groupStateName(state)
  const [first] = reasons
  return (
    <li className={styles['group']} data-tone={first && ATTENTION_NAMES[first.kind].tone}>
      <h3 className={styles['name']}>
        <bdi>{group.name}</bdi>
      </h3>
      <p className={styles['quiet']}>
        <bdi>{application.name}</bdi> · {group.channel ? archName(group.channel.arch) : 'no channel'}
        {target !== null && ` · ${target}`}
        {lastDay && ` · ${plural(lastDay.total, 'node')}`}
      </p>
      <div>
        <StatusBadge tone={tone}>{groupStateLabel(state)}</StatusBadge>{' '}
        <span className={styles['quiet']}>
          {pause && <PauseNote pause={pause} />}
          {doneAt !== undefined && <RolloutLeft doneAt={doneAt} />}
        </span>
      </div>
      <ul className={styles['reasons']} aria-label={`Why ${group.name} needs attention`}>
        {reasons.map(({ kind, words }) => (
          <li key={kind} data-tone={ATTENTION_NAMES[kind].tone} className={styles['reason']}>
            {words}
          </li>
        ))}
      </ul>
      {versions && versions.length > 0 && (
        <div className={styles['versions']}>
          <SegmentBar
            label={`Versions of ${group.name}`}
            segments={versionSegments(versions, target)}
            size="md"
          />
        </div>
      )}
    </li>
  )
}

function NothingUrgent({ rows, children }: { rows: readonly FleetRow[]; children: ReactNode }) {
  if (rows.length === 0 || rows.some(({ reasons }) => reasons === undefined))
    return <p className={styles['heading']}>{children}</p>
  return (
    <p className={styles['well']} data-tone="good">
      <ToneIcon tone="good" size={48} />
      {children}
    </p>
  )
}
