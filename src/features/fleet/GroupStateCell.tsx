import { Link } from 'react-router'
import type { Group } from '#contract/group.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { ATTENTION_NAMES } from '#src/domain/attention/attention-names.ts'
import type { AttentionReason } from '#src/domain/attention/attention-reasons.ts'
import { groupStateLabel, groupStateName } from '#src/domain/rollout/group-state.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import type { FleetRow } from './fleet-row.ts'
import styles from './GroupStateCell.module.css'
import { PauseNote } from './PauseNote.tsx'
import { RolloutLeft } from './RolloutLeft.tsx'

interface GroupStateCellProps {
  row: FleetRow
  compact: boolean
}

/** A group's state and why it needs attention. Each reason leads to the nodes that it counts. */
export function GroupStateCell({ row, compact }: GroupStateCellProps) {
  const { state, failure, reasons = [], group, pause, doneAt } = row
  // The compact words are a count, which is not there for a group whose numbers are unknown.
  const shown = compact ? reasons.filter(({ nodes }) => nodes > 0) : reasons
  const hasFailed = state.kind === 'unknown' && failure !== null
  const { tone } = groupStateName(state)
  return (
    <div className={styles['state']} data-compact={compact || undefined}>
      <div className={styles['line']}>
        <StatusBadge tone={hasFailed ? 'neutral' : tone}>
          {hasFailed ? 'Unknown' : groupStateLabel(state)}
        </StatusBadge>
        {doneAt !== undefined && (
          <span className={styles['note']}>
            {' '}
            <RolloutLeft doneAt={doneAt} />
          </span>
        )}
        {pause && (
          <span className={styles['note']}>
            {' '}
            <PauseNote pause={pause} />
          </span>
        )}
      </div>
      {shown.length > 0 && (
        <ul className={styles['reasons']} aria-label={`What to know about ${group.name}`}>
          {shown.map((reason) => (
            <li key={reason.kind} data-tone={ATTENTION_NAMES[reason.kind].tone}>
              <Reason reason={reason} group={group} compact={compact} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface ReasonProps extends Pick<GroupStateCellProps, 'compact'> {
  reason: AttentionReason
  group: Group
}

function Reason({ reason, group, compact }: ReasonProps) {
  const { kind, words, nodes, filter } = reason
  const shown = compact ? `${ATTENTION_NAMES[kind].label} ${formatNumber(nodes)}` : words
  if (nodes === 0) return <span className={styles['reason']}>{shown}</span>
  return (
    <Link
      to={filter ? routes.nodes.url(nodeFilterParams(filter)) : routes.group.url(refOfGroup(group))}
      className={styles['reason']}
      title={compact ? words : undefined}
    >
      {shown}
    </Link>
  )
}
