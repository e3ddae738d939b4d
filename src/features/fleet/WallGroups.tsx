import { archName } from '#src/domain/catalogue/arch-name.ts'
import { ATTENTION_NAMES } from '#src/domain/attention/attention-names.ts'
import { groupStateLabel, groupStateName } from '#src/domain/rollout/group-state.ts'
import { versionSegments } from '#src/domain/versions/version-segments.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { SegmentBar } from '#src/ui/SegmentBar.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { ToneIcon } from '#src/ui/ToneIcon.tsx'
import type { FleetRow } from './fleet-row.ts'
import { pageAt, useRotation } from './use-rotation.ts'
import styles from './Wallboard.module.css'

/** Two rows fit on a screen. */
const GROUPS_PER_PAGE = 6
/** Long enough to read six groups. */
const PAGE_MS = 15_000

/** The groups that need attention, six at a time. */
export function WallGroups({ rows }: { rows: readonly FleetRow[] }) {
  const step = useRotation(PAGE_MS)
  const urgent = rows.filter(({ reasons = [] }) => reasons.length > 0)
  const unknown = rows.filter(({ reasons }) => reasons === undefined).length
  if (urgent.length === 0) return <NoUrgentGroup groups={rows.length} unknown={unknown} />
  const { items, first, pages } = pageAt(urgent, GROUPS_PER_PAGE, step)
  return (
    <section aria-labelledby="wall-attention">
      <h2 id="wall-attention" className={styles['heading']}>
        {urgent.length === 1 ? '1 group needs' : `${formatNumber(urgent.length)} groups need`} attention
        {pages > 1 && (
          <span className={styles['place']}>
            {' '}
            {first}–{first + items.length - 1} of {formatNumber(urgent.length)}
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
  row: { application, group, target, state, reasons = [], versions, lastDay },
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
      <StatusBadge tone={tone}>{groupStateLabel(state)}</StatusBadge>
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

function NoUrgentGroup({ groups, unknown }: { groups: number; unknown: number }) {
  if (groups === 0) return <p className={styles['heading']}>This server has no groups yet.</p>
  if (unknown > 0) {
    return (
      <p className={styles['heading']}>
        {plural(unknown, 'group')} {unknown === 1 ? 'is' : 'are'} still loading or failed to load; no other
        group needs attention.
      </p>
    )
  }
  return (
    <p className={styles['well']} data-tone="good">
      <ToneIcon tone="good" size={48} />
      No group needs attention
    </p>
  )
}
