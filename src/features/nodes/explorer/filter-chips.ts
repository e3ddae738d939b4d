import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { formatCheckTime, formatSilence } from '#src/domain/nodes/format-check-time.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { ANY_NODE, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import type { NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import type { ResidualFilterKind } from '#src/features/nodes/reading/residual-filters.ts'

/** One filter that is set. */
export interface FilterChip {
  kind: 'application' | 'group' | 'arch' | 'search' | ResidualFilterKind
  /** "Status" */
  name: string
  /** "Error or On hold" */
  value: string
  /** What lifts it. */
  lift: Partial<NodeFilter>
  /** The filters up to this one. */
  upTo: NodeFilter
}

interface ChipWords {
  kind: FilterChip['kind']
  field: keyof NodeFilter
  name: string
  value: (filter: NodeFilter, groups: readonly NodeGroup[]) => string
}

const SEARCHED = { All: 'id, alias or address', id: 'id', alias: 'alias', ip: 'address' } as const

const SEARCH_FIELDS = ['search', 'searchField'] as const

const CHIPS: readonly ChipWords[] = [
  {
    kind: 'application',
    field: 'applications',
    name: 'Application',
    value: ({ applications }, groups) =>
      anyOf(
        applications.map(
          (id) =>
            groups.find(({ applicationId }) => applicationId === id)?.applicationName ?? `unknown (${id})`,
        ),
      ),
  },
  {
    kind: 'group',
    field: 'groups',
    name: 'Group',
    value: ({ groups: ids }, groups) =>
      anyOf(ids.map((id) => groups.find(({ groupId }) => groupId === id)?.name ?? `unknown (${id})`)),
  },
  { kind: 'arch', field: 'arches', name: 'Arch', value: ({ arches }) => anyOf(arches.map(archName)) },
  {
    kind: 'search',
    field: 'search',
    name: 'Search',
    value: ({ search, searchField }) => `“${search.trim()}” in ${SEARCHED[searchField]}`,
  },
  {
    kind: 'newer',
    field: 'newer',
    name: 'Seen',
    value: ({ newer }) => (newer === null ? '' : formatCheckTime(newer)),
  },
  {
    kind: 'older',
    field: 'older',
    name: 'Silent',
    value: ({ older }) => (older === null ? '' : formatSilence(older)),
  },
  {
    kind: 'status',
    field: 'statuses',
    name: 'Status',
    value: ({ statuses }) => anyOf(statuses.map((name) => describeNodeStatus(INSTANCE_STATUS[name]).label)),
  },
  { kind: 'version', field: 'versions', name: 'Version', value: ({ versions }) => anyOf(versions) },
  {
    kind: 'side',
    field: 'side',
    name: 'Target',
    value: ({ side }) => (side === 'below' ? 'below it' : 'at it or newer'),
  },
]

/**
 * The filters that are set, in the order in which they are applied.
 * @param testedHere the kinds that no server applies: they come last
 */
export function filterChips(
  filter: NodeFilter,
  groups: readonly NodeGroup[],
  testedHere: readonly string[],
): FilterChip[] {
  const chips: FilterChip[] = []
  let upTo = ANY_NODE
  const isLate = ({ kind }: ChipWords) => testedHere.includes(kind)
  const inOrder = [...CHIPS.filter((chip) => !isLate(chip)), ...CHIPS.filter(isLate)]
  for (const { kind, field, name, value } of inOrder) {
    const fields = field === 'search' ? SEARCH_FIELDS : [field]
    const own = Object.fromEntries(fields.map((field) => [field, filter[field]]))
    upTo = { ...upTo, ...own }
    if (!isSet(filter[field])) continue
    const lift = Object.fromEntries(fields.map((field) => [field, ANY_NODE[field]]))
    chips.push({ kind, name, value: value(filter, groups), lift, upTo })
  }
  return chips
}

function isSet(value: NodeFilter[keyof NodeFilter]): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  return value !== null && value.length > 0
}

const either = new Intl.ListFormat('en', { type: 'disjunction' })
const NAMED = 3

function anyOf(names: readonly string[]): string {
  if (names.length <= NAMED) return either.format(names)
  return either.format([...names.slice(0, NAMED - 1), `${names.length - NAMED + 1} more`])
}
