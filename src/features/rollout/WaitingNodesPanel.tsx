import { useQuery } from '@tanstack/react-query'
import type { Group } from '#contract/group.ts'
import type { UpdateGate } from '#contract/update-rules/update-gates.ts'
import type { GroupWhy } from '#contract/why.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { groupWhyQuery } from '#src/api/group-why.ts'
import { gateReason } from '#src/domain/rollout/describe-gate.ts'
import { estimateGroupWhy } from '#src/domain/rollout/estimate-group-why.ts'
import { type CountRow, CountTable } from '#src/ui/CountTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import type { RolloutData } from './use-rollout-data.ts'

interface WaitingNodesPanelProps {
  groupRef: GroupRef
  group: Group
  data: RolloutData
}

/** How many nodes wait at which gate of the server's decision: exact from our server, estimated for another one. */
export function WaitingNodesPanel({ groupRef, group, data }: WaitingNodesPanelProps) {
  const query = useQuery(groupWhyQuery(groupRef))
  if (query.data === null) return <EstimatedWaiting group={group} data={data} />
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

/** Absent until all counts are there: the panels of each say what failed. */
function EstimatedWaiting({ group, data }: Pick<WaitingNodesPanelProps, 'group' | 'data'>) {
  const [lastDay, last30Days, breakdown] = [data.lastDay.data, data.last30Days.data, data.breakdown.data]
  if (!lastDay || !last30Days || !breakdown) return null
  const why = estimateGroupWhy(group, { lastDay, last30Days, breakdown }, data.now)
  return (
    <Panel
      title="Where nodes wait"
      note="estimate, if all checked in now; nodes seen in the last 30 days, each counted once"
    >
      {why.nodes === 0 ? (
        <EmptyState title="No node was seen in the last 30 days" />
      ) : (
        <WaitingNodes why={why} />
      )}
    </Panel>
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
