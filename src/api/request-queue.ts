import PQueue from 'p-queue'

const MAX_CONCURRENT_REQUESTS = 6

const PRIORITIES = {
  /** The reader waits for it: rows in view, results of a search. */
  high: 2,
  /** Groups out of view, an export. */
  normal: 1,
  /** Numbers beside what the reader looks for. */
  low: 0,
} as const

/** Waiting requests of a higher priority are sent first; of the same one, those that have waited longest. */
export type RequestPriority = keyof typeof PRIORITIES

const queue = new PQueue({ concurrency: MAX_CONCURRENT_REQUESTS })
/** The group of each waiting request that `enqueueGroupRequest` added, by the request's id. */
const waiting = new Map<string, string>()
let visible: ReadonlySet<string> = new Set()

/**
 * Runs `send` once fewer than six of these requests are in progress. All that is read group by group shares this queue.
 * @throws what `send` throws, and the signal's reason as soon as it aborts; a waiting request then leaves the queue
 */
export const enqueueRequest = <Data>(
  { priority, signal }: { priority: RequestPriority; signal: AbortSignal },
  send: () => Promise<Data>,
): Promise<Data> => add(send, { signal, priority: PRIORITIES[priority] })

/** The same for a group, whose requests have a high priority while it is on the screen (`prioritizeGroups`). */
export async function enqueueGroupRequest<Data>(
  { id, groupId, signal }: { id: string; groupId: string; signal: AbortSignal },
  send: () => Promise<Data>,
): Promise<Data> {
  waiting.set(id, groupId)
  try {
    return await add(
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

/** One render may request something of each priority, so sending begins once all of it is in the queue. */
function add<Data>(
  send: () => Promise<Data>,
  options: { id?: string; signal: AbortSignal; priority: number },
): Promise<Data> {
  queue.pause()
  queueMicrotask(() => queue.start())
  return queue.add(send, options)
}

const priorityOf = (groupId: string) => PRIORITIES[visible.has(groupId) ? 'high' : 'normal']
