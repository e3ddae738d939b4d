import { Button } from '@mantine/core'
import { ANY_NODE, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'

interface NoNodesProps {
  filter: NodeFilter
  isGroupChosen: boolean
  /** Some group failed to load; the notice above says which. */
  isIncomplete: boolean
  onClear: () => void
}

/** Replaces the table when no node was found. */
export function NoNodes({ filter, isGroupChosen, isIncomplete, onClear }: NoNodesProps) {
  const isFiltered = Object.entries(ANY_NODE).some(
    ([field, any]) =>
      !(isGroupChosen && (field === 'applications' || field === 'groups')) &&
      JSON.stringify(Reflect.get(filter, field)) !== JSON.stringify(any),
  )
  if (isFiltered) {
    return (
      <EmptyState
        title={isIncomplete ? 'No match in the groups that loaded' : 'No nodes match these filters'}
        actions={
          <Button size="xs" variant="default" onClick={onClear}>
            Clear filters
          </Button>
        }
      >
        The server lists only nodes seen in the last 30 days. Each count above says how many nodes match a
        filter and the ones before it.
      </EmptyState>
    )
  }
  return isIncomplete ? (
    <EmptyState title="No nodes could be loaded">See the error above.</EmptyState>
  ) : (
    <EmptyState title="No nodes yet">
      No node has checked in within the last 30 days. Set SERVER= in /etc/flatcar/update.conf of your nodes to
      this server’s address.
    </EmptyState>
  )
}
