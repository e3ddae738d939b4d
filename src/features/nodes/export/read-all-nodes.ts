import type { NodeQueryPlan } from '#src/features/nodes/reading/node-query-plan.ts'
import { nodeKey, type NodeRow } from '#src/features/nodes/reading/node-row.ts'
import { failuresByGroup, type GroupFailure } from '#src/features/nodes/reading/node-source.ts'
import { enqueueReads, type ReadNodePage } from '#src/features/nodes/reading/read-node-page.ts'
import { scanNodes } from '#src/features/nodes/reading/scan-nodes.ts'
import { errorMessage } from '#src/lib/error-message.ts'

export interface NodesRead {
  /** Each node once, in the plan's order. */
  rows: NodeRow[]
  /** Groups that could not be read to their end. */
  failures: GroupFailure[]
}

/**
 * Reads every node of a plan that was made with `readAll`. Rejects when `signal` aborts it.
 * @param onProgress called with the number of entries read, and of all entries known so far
 */
export async function readAllNodes(
  plan: NodeQueryPlan,
  readPage: ReadNodePage,
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<NodesRead> {
  const rows = new Map<string, NodeRow>()
  const failures: GroupFailure[] = []
  let [done, of] = [0, 0]
  await scanNodes(
    plan,
    enqueueReads(readPage, 'normal'),
    {
      onTotal: (_, total) => (of += total),
      onPage: ({ matches, scanned }) => {
        for (const row of matches) rows.set(nodeKey(row), row)
        done += scanned
        onProgress(done, of)
      },
      onFailure: ({ group }, error) => failures.push({ group, message: errorMessage(error) }),
    },
    signal,
  )
  signal.throwIfAborted()
  return { rows: [...rows.values()].toSorted(plan.compare), failures: failuresByGroup(failures) }
}
