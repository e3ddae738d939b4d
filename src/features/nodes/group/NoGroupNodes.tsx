import { Button } from '@mantine/core'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { type GroupNodeList, DEFAULT_NODE_LIST } from './group-node-list.ts'
import { WINDOW_WORDS } from './window-words.ts'

interface NoInstancesProps {
  list: GroupNodeList
  onChange: (change: Partial<GroupNodeList>) => void
}

interface Lift {
  words: string
  change: Partial<GroupNodeList>
}

/** What filters nodes away, each with the change that lifts it. */
function liftsOf({ search, status, version, seen }: GroupNodeList): Lift[] {
  const lifts: (Lift | false)[] = [
    search.trim() !== '' && {
      words: `Lift the search for “${search}”`,
      change: { search: '', searchField: DEFAULT_NODE_LIST.searchField },
    },
    status !== null && {
      words: `Lift the status “${describeNodeStatus(INSTANCE_STATUS[status]).label}”`,
      change: { status: null },
    },
    version !== '' && { words: `Lift the version ${version}`, change: { version: '' } },
    seen !== '30d' && { words: 'Look back 30 days', change: { seen: '30d' } },
  ]
  return lifts.filter((lift) => lift !== false)
}

/** In place of the table when the server has no node to list. */
export function NoGroupNodes({ list, onChange }: NoInstancesProps) {
  const lifts = liftsOf(list)
  const filtered = list.search.trim() !== '' || list.status !== null || list.version !== ''
  return (
    <EmptyState
      title={filtered ? 'No node matches all the filters' : 'No node here'}
      actions={lifts.map(({ words, change }) => (
        <Button key={words} size="xs" variant="default" onClick={() => onChange(change)}>
          {words}
        </Button>
      ))}
    >
      {filtered
        ? `Looked among the nodes that checked in within the last ${WINDOW_WORDS[list.seen]}.`
        : `No node of this group checked in within the last ${WINDOW_WORDS[list.seen]}.`}
    </EmptyState>
  )
}
