import { Button } from '@mantine/core'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { DEFAULT_NODE_LIST, type GroupNodeList, WINDOW_NAMES } from './group-node-list.ts'

interface NoGroupNodesProps {
  list: GroupNodeList
  onChange: (change: Partial<GroupNodeList>) => void
}

interface Remedy {
  label: string
  change: Partial<GroupNodeList>
}

/** The changes that widen the list. */
function remediesFor({ search, status, version, seen }: GroupNodeList): Remedy[] {
  const remedies: (Remedy | false)[] = [
    search.trim() !== '' && {
      label: `Clear the search for “${search}”`,
      change: { search: '', searchField: DEFAULT_NODE_LIST.searchField },
    },
    status !== null && {
      label: `Clear status “${describeNodeStatus(INSTANCE_STATUS[status]).label}”`,
      change: { status: null },
    },
    version !== '' && { label: `Clear version ${version}`, change: { version: '' } },
    seen !== '30d' && { label: 'Show the last 30 days', change: { seen: '30d' } },
  ]
  return remedies.filter((remedy) => remedy !== false)
}

/** Replaces the table when the server lists no node. */
export function NoGroupNodes({ list, onChange }: NoGroupNodesProps) {
  const isFiltered = list.search.trim() !== '' || list.status !== null || list.version !== ''
  return (
    <EmptyState
      title={isFiltered ? 'No nodes match these filters' : 'No nodes'}
      actions={remediesFor(list).map(({ label, change }) => (
        <Button key={label} size="xs" variant="default" onClick={() => onChange(change)}>
          {label}
        </Button>
      ))}
    >
      {isFiltered
        ? `Only nodes that checked in within the last ${WINDOW_NAMES[list.seen]} are listed.`
        : `No node of this group checked in within the last ${WINDOW_NAMES[list.seen]}.`}
    </EmptyState>
  )
}
