import { Button, CloseButton } from '@mantine/core'
import { useState } from 'react'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import '@mantine/core/styles/CloseButton.layer.css'
import type { NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import { filterChips } from './filter-chips.ts'
import type { NodeQueryPlan } from '#src/features/nodes/reading/node-query-plan.ts'
import type { NodeResults } from '#src/features/nodes/reading/node-source.ts'
import { type ChipCount, useChipCounts } from './use-chip-counts.ts'
import styles from './FilterChips.module.css'

interface FilterChipsProps {
  filter: NodeFilter
  groups: readonly NodeGroup[]
  plan: NodeQueryPlan
  found: NodeResults
  onChange: (change: Partial<NodeFilter>) => void
  onLiftAll: () => void
}

/** Every filter that is set, with what it leaves, and a way to lift it. */
export function FilterChips({ filter, groups, plan, found, onChange, onLiftAll }: FilterChipsProps) {
  const [asked, setAsked] = useState(false)
  const chips = filterChips(
    filter,
    groups,
    plan.tests.map(({ kind }) => kind),
  )
  const { counts, unasked } = useChipCounts(chips, groups, plan, found, asked)
  if (chips.length === 0) return <Suggestions onChange={onChange} />
  return (
    <div className={styles['line']}>
      <ul
        className={styles['chips']}
        aria-label="Filters set, with the nodes that each leaves after those before it"
      >
        {chips.map(({ kind, name, value, lift }, place) => (
          <li key={kind} className={styles['chip']}>
            <span className={styles['words']}>
              <span className={styles['name']}>{name}</span> {value}
            </span>{' '}
            <span className={styles['count']}>{countWords(counts[place])}</span>
            <CloseButton size="xs" aria-label={`Lift ${name} ${value}`} onClick={() => onChange(lift)} />
          </li>
        ))}
      </ul>
      {unasked > 0 && (
        <Button size="compact-xs" variant="default" onClick={() => setAsked(true)}>
          Count them all ({formatNumber(unasked)} questions to the server)
        </Button>
      )}
      {chips.length > 1 && (
        <Button size="compact-xs" variant="subtle" onClick={onLiftAll}>
          Lift all filters
        </Button>
      )}
      <p className={styles['hint']}>
        Each filter says how many nodes it leaves, together with those before it.
      </p>
    </div>
  )
}

const SUGGESTIONS: [words: string, change: Partial<NodeFilter>][] = [
  ['Silent for more than a day', { older: '1d' }],
  ['Failing', { statuses: ['error'] }],
  ['Held back by a policy', { statuses: ['onHold'] }],
  ['Below target', { side: 'below' }],
]

/** Where most questions begin. */
function Suggestions({ onChange }: Pick<FilterChipsProps, 'onChange'>) {
  return (
    <div className={styles['line']}>
      <span className={styles['hint']}>No filter is set. Start with</span>
      {SUGGESTIONS.map(([words, change]) => (
        <Button key={words} size="compact-xs" variant="default" onClick={() => onChange(change)}>
          {words}
        </Button>
      ))}
    </div>
  )
}

function countWords(count: ChipCount | undefined): string {
  if (count === undefined || count.state === 'unasked') return 'not counted'
  if (count.state === 'failed') return 'could not be counted'
  if (count.nodes === null) return '… left'
  const nodes = formatNumber(count.nodes)
  if (count.state === 'known') return `${nodes} left`
  return count.state === 'counting' ? `${nodes}… left` : `at least ${nodes} left`
}
