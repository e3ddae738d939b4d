import { useQuery } from '@tanstack/react-query'
import type { Group } from '#contract/group.ts'
import type { Instance } from '#contract/instance.ts'
import type { Package } from '#contract/package.ts'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { nodeWhyQuery } from '#src/api/node-record.ts'
import { estimateWhy } from '#src/domain/rollout/estimate-why.ts'
import { QueryError } from '#src/ui/QueryError.tsx'
import { useMinute } from '#src/ui/use-now.ts'
import { WhyPanel } from './WhyPanel.tsx'
import styles from './WhyPanel.module.css'

interface NodeWhyPanelProps {
  groupRef: GroupRef
  instanceId: string
  /** The node's last report; null while it is not known. */
  application: Instance['application'] | null
  /** Undefined where the server has no such group, null while the groups load. */
  group: Group | null | undefined
  /** Of the group's channel, as far as they are known. */
  floors: readonly Package[]
}

/** Why a node gets its update or not: exact from our server, estimated for another one. */
export function NodeWhyPanel({ groupRef, instanceId, application, group, floors }: NodeWhyPanelProps) {
  const why = useQuery(nodeWhyQuery(groupRef, instanceId))
  if (why.data) return <WhyPanel why={why.data} group={group ?? null} isEstimate={false} />
  if (why.isError || hasFailedRead(why))
    return <QueryError title="Failed to load what the node waits for" query={why} />
  if (why.data === null && application !== null && group !== null)
    return <EstimatedWhy {...{ instanceId, application, group, floors }} />
  return <div className={styles['why']} aria-busy="true" data-loading />
}

function EstimatedWhy(node: Parameters<typeof estimateWhy>[0]) {
  const now = useMinute()
  return <WhyPanel why={estimateWhy(node, now)} group={node.group ?? null} isEstimate />
}
