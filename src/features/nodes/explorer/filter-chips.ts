import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { formatCheckTime, formatSilence } from '#src/domain/nodes/format-check-time.ts'
import { ANY_NODE, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { errorLabel } from '#src/domain/nodes/error-label.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import type { NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import type { ResidualFilterKind } from '#src/features/nodes/reading/residual-filters.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

/** A filter that is set. */
export interface FilterChip {
  kind: 'application' | 'group' | 'arch' | 'search' | ResidualFilterKind
  /** "Status" */
  name: string
  /** "Error or On hold" */
  value: string
  /** The change that clears this filter. */
  cleared: Partial<NodeFilter>
  /** This filter together with the ones before it. */
  upToHere: NodeFilter
}

interface ChipDefinition {
  kind: FilterChip['kind']
  field: keyof NodeFilter
  name: string
  value: (filter: NodeFilter, groups: readonly NodeGroup[]) => string
}

const SEARCH_FIELD_NAMES = { All: 'ID, alias or address', id: 'ID', alias: 'alias', ip: 'address' } as const

const SEARCH_FIELDS = ['search', 'searchField'] as const

const CHIPS: readonly ChipDefinition[] = [
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
    value: ({ search, searchField }) =>
      `“${isolateText(search.trim())}” in ${SEARCH_FIELD_NAMES[searchField]}`,
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
  { kind: 'error', field: 'errors', name: 'Error', value: ({ errors }) => anyOf(errors.map(errorLabel)) },
  { kind: 'version', field: 'versions', name: 'Version', value: ({ versions }) => anyOf(versions) },
  {
    kind: 'side',
    field: 'side',
    name: 'Compared with target',
    value: ({ side }) => (side === 'below' ? 'below' : 'same or newer'),
  },
]

/**
 * The filters that are set, in the order in which they are applied.
 * @param residualKinds filters that the browser applies; they come after those of the server
 */
export function filterChips(
  filter: NodeFilter,
  groups: readonly NodeGroup[],
  residualKinds: readonly string[],
): FilterChip[] {
  const chips: FilterChip[] = []
  let upToHere = ANY_NODE
  const isResidual = ({ kind }: ChipDefinition) => residualKinds.includes(kind)
  const inOrder = [...CHIPS.filter((chip) => !isResidual(chip)), ...CHIPS.filter(isResidual)]
  for (const { kind, field, name, value } of inOrder) {
    const fields = field === 'search' ? SEARCH_FIELDS : [field]
    upToHere = { ...upToHere, ...Object.fromEntries(fields.map((field) => [field, filter[field]])) }
    if (!isSet(filter[field])) continue
    const cleared = Object.fromEntries(fields.map((field) => [field, ANY_NODE[field]]))
    chips.push({ kind, name, value: value(filter, groups), cleared, upToHere })
  }
  return chips
}

function isSet(value: NodeFilter[keyof NodeFilter]): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  return value !== null && value.length > 0
}

const either = new Intl.ListFormat('en', { type: 'disjunction' })
const MAX_NAMES = 3

function anyOf(names: readonly string[]): string {
  const shown = names.map((name) => isolateText(name))
  if (names.length <= MAX_NAMES) return either.format(shown)
  return either.format([...shown.slice(0, MAX_NAMES - 1), `${names.length - MAX_NAMES + 1} more`])
}
