import { Button } from '@mantine/core'
import { ANY_NODE, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'

interface NoNodesProps {
  filter: NodeFilter
  /** Some group could not be read, which is said elsewhere. */
  failed: boolean
  onChange: (change: Partial<NodeFilter>) => void
}

/** In place of the table where nothing was found. */
export function NoNodes({ filter, failed, onChange }: NoNodesProps) {
  const isFiltered = Object.entries(ANY_NODE).some(
    ([field, any]) => JSON.stringify(Reflect.get(filter, field)) !== JSON.stringify(any),
  )
  if (!isFiltered) {
    return (
      <EmptyState title={failed ? 'No node could be read' : 'No nodes yet'}>
        {failed
          ? 'Above stands why.'
          : 'No node has asked this server for an update in the last 30 days. Point the SERVER= of your nodes at it.'}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={failed ? 'No node found among those that could be read' : 'No node matches all the filters'}
      actions={
        <Button size="xs" variant="default" onClick={() => onChange(ANY_NODE)}>
          Lift all filters
        </Button>
      }
    >
      The server tells only of nodes that it has seen in the last 30 days. Each filter above says how many
      nodes it leaves, together with those before it.
    </EmptyState>
  )
}
