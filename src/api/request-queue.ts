import PQueue from 'p-queue'

const MAX_CONCURRENT_REQUESTS = 6
const VISIBLE_PRIORITY = 1

const queue = new PQueue({ concurrency: MAX_CONCURRENT_REQUESTS })
/** The group of each waiting request, by the request's id. */
const waiting = new Map<string, string>()
let visible: ReadonlySet<string> = new Set()

/**
 * Runs `send` once fewer than six of these requests are in progress. For what has to be read group by group.
 * @throws what `send` throws, and the signal's reason where it aborts while the request waits
 */
export async function enqueueRequest<Data>(
  { id, groupId, signal }: { id: string; groupId: string; signal: AbortSignal },
  send: () => Promise<Data>,
): Promise<Data> {
  waiting.set(id, groupId)
  try {
    return await queue.add(
      () => {
        waiting.delete(id)
        return send()
      },
      { id, signal, priority: priorityOf(groupId) },
    )
  } finally {
    waiting.delete(id)
  }
}

/** Moves the waiting requests of the groups on the screen to the front of the queue. */
export function prioritizeGroups(groupIds: readonly string[]): void {
  const before = visible
  visible = new Set(groupIds)
  for (const [id, groupId] of waiting) {
    if (before.has(groupId) !== visible.has(groupId)) setPriority(id, priorityOf(groupId))
  }
}

/** Of a request that has just left the queue, there is none: the queue says so with an error. */
function setPriority(id: string, priority: number): void {
  try {
    queue.setPriority(id, priority)
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
  }
}

const priorityOf = (groupId: string) => (visible.has(groupId) ? VISIBLE_PRIORITY : 0)
