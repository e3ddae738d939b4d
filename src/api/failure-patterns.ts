import { queryOptions } from '@tanstack/react-query'
import ipaddr from 'ipaddr.js'
import { type FailurePatterns, failurePatternsSchema, MAX_NAMED_NODES } from '#contract/failure-patterns.ts'
import type { Instance } from '#contract/instance.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { type GroupRef, groupKey } from '#src/api/groups.ts'
import { readInstances } from '#src/api/instances.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'

/** As many nodes of a Nebraska are compared. */
export const SAMPLED_NODES = 1000

/** What is compared, and whether it comes from a list of nodes instead of their history. */
export type PatternReport = FailurePatterns & { fromList: boolean }

/**
 * What the group's failed nodes have in common. Of a Nebraska, which reports no more of many nodes at once: the networks of the
 * nodes that checked in last, by their status.
 */
export const failurePatternsQuery = (ref: GroupRef) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'failure-patterns'],
    queryFn: async ({ signal }): Promise<PatternReport> => {
      const params = new URLSearchParams({ application: ref.applicationId, group: ref.groupId })
      const report = await platteRequest(`/platte/failure-patterns?${params}`, failurePatternsSchema, signal)
      return report ? { ...report, fromList: false } : readFromList(ref, signal)
    },
    refetchInterval: POLL_IDLE_MS,
  })

const ENDED: readonly (number | null)[] = [INSTANCE_STATUS.error, INSTANCE_STATUS.complete]

async function readFromList(ref: GroupRef, signal: AbortSignal): Promise<PatternReport> {
  const page = { page: 1, perPage: SAMPLED_NODES, duration: '1d', sortBy: 'lastCheck' } as const
  const { instances, total } = await readInstances(ref, page, signal)
  const ended = instances.filter(
    ({ application: { group_id, status } }) => group_id === ref.groupId && ENDED.includes(status),
  )
  const networks = new Map<string, Instance[]>()
  for (const node of ended) {
    const network = networkOf(node.ip)
    const known = networks.get(network)
    if (known) known.push(node)
    else networks.set(network, [node])
  }
  const values = [...networks].map(([value, nodes]) => {
    const failed = nodes.filter(hasFailed)
    const failed_nodes = failed.slice(0, MAX_NAMED_NODES).map(({ id }) => id)
    return { value, nodes: nodes.length, failed: failed.length, errors: [], failed_nodes }
  })
  return {
    application_id: ref.applicationId,
    group_id: ref.groupId,
    since_ts: '',
    nodes: ended.length,
    failed: ended.filter(hasFailed).length,
    sampled: total > instances.length,
    errors: [],
    attributes: [
      { attribute: 'network', count: values.length, values: values.filter(({ failed }) => failed > 0) },
    ],
    fromList: true,
  }
}

const hasFailed = ({ application }: Instance) => application.status === INSTANCE_STATUS.error

/** "10.0.3.0/24", of an address of version 6 the /64. */
function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip
  const length = ipaddr.parse(ip).kind() === 'ipv6' ? 64 : 24
  const network =
    length === 64
      ? ipaddr.IPv6.networkAddressFromCIDR(`${ip}/64`)
      : ipaddr.IPv4.networkAddressFromCIDR(`${ip}/24`)
  return `${network.toString()}/${length}`
}
