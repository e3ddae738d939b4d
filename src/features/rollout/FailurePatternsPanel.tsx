import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { MAX_COMPARED_UPDATES } from '#contract/failure-patterns.ts'
import { failurePatternsQuery, type PatternReport } from '#src/api/failure-patterns.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { patternDetails, patternHeadline } from '#src/domain/rollout/describe-failure-pattern.ts'
import { type FailurePattern, findFailurePatterns } from '#src/domain/rollout/find-failure-patterns.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import { formatDayAndClock } from '#src/lib/format-time.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { routes } from '#src/routes/routes.ts'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import styles from './FailuresPanel.module.css'

interface FailurePatternsPanelProps {
  groupRef: GroupRef
}

const MAX_SHOWN = 5

/** What the group's failed nodes have in common, if it is more than chance explains. Nothing where no update failed. */
export function FailurePatternsPanel({ groupRef }: FailurePatternsPanelProps) {
  const query = useQuery(failurePatternsQuery(groupRef))
  if (query.data === undefined ? !query.isError : query.data.failed === 0) return null
  return (
    <QueryPanel title="Failure patterns" note={query.data && scopeOf(query.data)} query={query}>
      {(report) => <Patterns report={report} groupRef={groupRef} />}
    </QueryPanel>
  )
}

/** What is compared, and of what. */
function scopeOf({ nodes, failed, sampled, since_ts, fromList }: PatternReport): string {
  const share = `${formatNumber(failed)} of ${plural(nodes, 'node')} failed (${formatShare(failed, nodes)})`
  if (fromList)
    return `${share}, by the present status${sampled ? ` of the ${formatNumber(nodes)} that checked in last and ended an update` : ''}; this update server reports only networks`
  return sampled
    ? `${share}, in the latest ${formatNumber(MAX_COMPARED_UPDATES)} updates that ended`
    : `${share}, at least once since ${formatDayAndClock(Date.parse(since_ts))}`
}

function Patterns({ report, groupRef }: { report: PatternReport; groupRef: GroupRef }) {
  const patterns = useMemo(() => findFailurePatterns(report), [report])
  if (patterns.length === 0)
    return (
      <p className={styles['note']}>
        Nothing sets the failed nodes apart: version, OEM, network and hour explain no more than chance does.
      </p>
    )
  return (
    <ul className={styles['patterns']} aria-label="Failure patterns, the clearest first">
      {patterns.slice(0, MAX_SHOWN).map((pattern) => (
        <li key={`${pattern.attribute} ${pattern.value}`}>
          <strong>{patternHeadline(pattern)}</strong>
          <p className={styles['note']}>{patternDetails(pattern)}</p>
          <PatternNodes pattern={pattern} groupRef={groupRef} />
        </li>
      ))}
    </ul>
  )
}

/** Leads to the nodes, in the explorer where its filters can tell them. */
function PatternNodes({ pattern, groupRef }: { pattern: FailurePattern; groupRef: GroupRef }) {
  const filter = filterOf(pattern)
  const count = plural(pattern.failed, 'failed node')
  if (filter !== null)
    return (
      <Link to={routes.groupNodes.url(groupRef, nodeFilterParams(filter))}>
        List nodes with this in common
      </Link>
    )
  return (
    <details>
      <summary>
        {pattern.failedNodes.length < pattern.failed
          ? `${formatNumber(pattern.failedNodes.length)} of ${count}`
          : count}
      </summary>
      <ul className={styles['nodes']}>
        {pattern.failedNodes.map((instanceId) => (
          <li key={instanceId}>
            <Link to={routes.node.url({ ...groupRef, instanceId })}>
              <bdi>{instanceId}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Null where no filter of the explorer tells these nodes from others. */
function filterOf({ attribute, value, errorCode }: FailurePattern): Partial<NodeFilter> | null {
  const errors = errorCode === null ? {} : { errors: [errorCode] }
  if (attribute === 'from_version' && value !== '') return { versions: [value], ...errors }
  const prefix = /^(\d+\.\d+\.\d+\.)0\/24$/.exec(value)?.[1]
  return attribute === 'network' && prefix !== undefined
    ? { search: prefix, searchField: 'ip', ...errors }
    : null
}
