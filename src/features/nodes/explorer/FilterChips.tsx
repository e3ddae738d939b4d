import { Button, CloseButton } from '@mantine/core'
import { useState } from 'react'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import type { NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import type { NodeQueryPlan } from '#src/features/nodes/reading/node-query-plan.ts'
import type { NodeResults } from '#src/features/nodes/reading/node-source.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import '@mantine/core/styles/CloseButton.layer.css'
import { filterChips } from './filter-chips.ts'
import { type ChipCount, useChipCounts } from './use-chip-counts.ts'
import styles from './FilterChips.module.css'

interface FilterChipsProps {
  filter: NodeFilter
  groups: readonly NodeGroup[]
  /** The page is about one group, so no chip repeats it. */
  isGroupChosen: boolean
  plan: NodeQueryPlan
  results: NodeResults
  onChange: (change: Partial<NodeFilter>) => void
  onClear: () => void
}

/** Every filter that is set, with the number of nodes that match, and a button that clears it. */
export function FilterChips(props: FilterChipsProps) {
  const { filter, groups, isGroupChosen, plan, results, onChange, onClear } = props
  const [countAll, setCountAll] = useState(false)
  const residualKinds = plan.residualFilters.map(({ kind }) => kind)
  const chips = filterChips(filter, groups, residualKinds).filter(
    ({ kind }) => !isGroupChosen || (kind !== 'application' && kind !== 'group'),
  )
  const { counts, skippedRequests } = useChipCounts({ chips, groups, plan, results, countAll })
  if (chips.length === 0) return <SuggestedFilters onChange={onChange} />
  return (
    <div className={styles['line']}>
      <ul
        className={styles['chips']}
        aria-label="Active filters, each with the nodes that match it and the filters before it"
      >
        {chips.map(({ kind, name, value, cleared }, index) => (
          <li key={kind} className={styles['chip']}>
            <span className={styles['words']}>
              <span className={styles['name']}>{name}</span> <bdi>{value}</bdi>
            </span>{' '}
            <span className={styles['count']}>{formatCount(counts[index])}</span>
            <CloseButton size="xs" aria-label={`Clear ${name} ${value}`} onClick={() => onChange(cleared)} />
          </li>
        ))}
      </ul>
      {skippedRequests > 0 && (
        <Button size="compact-xs" variant="default" onClick={() => setCountAll(true)}>
          Count all ({plural(skippedRequests, 'request')} to the server)
        </Button>
      )}
      {chips.length > 1 && (
        <Button size="compact-xs" variant="subtle" onClick={onClear}>
          Clear filters
        </Button>
      )}
      <p className={styles['hint']}>Each count includes the filters before it.</p>
    </div>
  )
}

const SUGGESTIONS: readonly [label: string, change: Partial<NodeFilter>][] = [
  ['Silent for more than a day', { older: '1d' }],
  ['Failing', { statuses: ['error'] }],
  ['On hold', { statuses: ['onHold'] }],
  ['Below target', { side: 'below' }],
]

/** The filters that operators start with most often. */
function SuggestedFilters({ onChange }: Pick<FilterChipsProps, 'onChange'>) {
  return (
    <div className={styles['line']}>
      <span className={styles['hint']}>No filters yet. Try</span>
      {SUGGESTIONS.map(([label, change]) => (
        <Button key={label} size="compact-xs" variant="default" onClick={() => onChange(change)}>
          {label}
        </Button>
      ))}
    </div>
  )
}

function formatCount(count: ChipCount | undefined): string {
  if (count === undefined || count.state === 'skipped') return 'not counted'
  if (count.state === 'failed') return 'count failed'
  if (count.nodes === null) return 'counting…'
  const nodes = formatNumber(count.nodes)
  if (count.state === 'counting') return `${nodes} so far…`
  return count.state === 'exact' ? `${nodes} match` : `at least ${nodes} match`
}
