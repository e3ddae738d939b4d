import { useQuery } from '@tanstack/react-query'
import type { UpdateGate } from '#contract/update-rules/update-gates.ts'
import type { GroupWhy } from '#contract/why.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { groupWhyQuery } from '#src/api/group-why.ts'
import { gateReason } from '#src/domain/rollout/describe-gate.ts'
import { type CountRow, CountTable } from '#src/ui/CountTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'

/** How many nodes wait at which gate of the server's decision; nothing where the update server does not report it. */
export function WaitingNodesPanel({ groupRef }: { groupRef: GroupRef }) {
  const query = useQuery(groupWhyQuery(groupRef))
  if (query.data === null) return null
  return (
    <QueryPanel
      title="Where nodes wait"
      note="if all checked in now; nodes seen in the last 30 days, each counted once"
      query={query}
      isEmpty={(why) => why?.nodes === 0}
      empty={<EmptyState title="No node was seen in the last 30 days" />}
    >
      {(why) => why && <WaitingNodes why={why} />}
    </QueryPanel>
  )
}

const WaitingNodes = ({ why }: { why: GroupWhy }) => (
  <CountTable
    label="Nodes by where they wait"
    rowHeader="Nodes that"
    countHeader="Nodes"
    total={why.nodes}
    parts={[
      [
        countRow('granted', 'would be granted an update', why.granted, 'var(--platte-target)'),
        countRow('offered', 'are offered again what they were granted', why.offered, 'var(--platte-target)'),
      ].filter(({ count }) => count > 0),
      why.gates.map(({ gate, nodes }) => countRow(gate, gateReason(gate), nodes, GATE_COLOURS[gate])),
    ].filter((rows) => rows.length > 0)}
  />
)

const countRow = (key: string, name: string, count: number, colour = 'var(--platte-others)'): CountRow => ({
  key,
  name,
  note: null,
  count,
  colour,
  renderCount: (text) => text,
})

const GATE_COLOURS: Partial<Record<UpdateGate, string>> = {
  'update-in-progress': 'var(--platte-target)',
  'up-to-date': 'light-dark(#0f7c74, #3fb5a8)',
}
