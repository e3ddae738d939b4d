import PQueue from 'p-queue'

const REQUESTS_AT_ONCE = 6
const IN_VIEW = 1

const queue = new PQueue({ concurrency: REQUESTS_AT_ONCE })
/** The group that each waiting request is about, by the request's id. */
const waiting = new Map<string, string>()
let inView: ReadonlySet<string> = new Set()

/** What is asked group by group waits here, so that no more than six requests are under way at once. */
export async function queued<Answer>(
  { id, groupId, signal }: { id: string; groupId: string; signal: AbortSignal },
  ask: () => Promise<Answer>,
): Promise<Answer> {
  waiting.set(id, groupId)
  try {
    return await queue.add(
      () => {
        waiting.delete(id)
        return ask()
      },
      { id, signal, priority: priorityOf(groupId) },
    )
  } finally {
    waiting.delete(id)
  }
}

/** Lets the groups that are on the screen be asked for before all others that wait. */
export function askFirst(groupIds: readonly string[]): void {
  inView = new Set(groupIds)
  for (const [id, groupId] of waiting) queue.setPriority(id, priorityOf(groupId))
}

const priorityOf = (groupId: string) => (inView.has(groupId) ? IN_VIEW : 0)
