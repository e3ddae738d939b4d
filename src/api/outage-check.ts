import { SECOND_MS } from '#contract/time-units.ts'
import { ApiError, isGatewayError, isUnanswered } from '#src/api/api-error.ts'
import { connection } from '#src/api/connection.ts'
import { sendRequest } from '#src/api/send-request.ts'
import { serverNow } from '#src/lib/server-clock.ts'

/** Slow reads take seconds. */
const MAX_CHECK_MS = 10 * SECOND_MS

/** By path, so that requests that fail together share one. */
const checks = new Map<string, Promise<boolean>>()

/** Runs `send`, which requests this path. If that fails unanswered, the error says whether the server is away. */
export async function withOutageCheck<Data>(path: string, send: () => Promise<Data>): Promise<Data> {
  const sentAt = serverNow()
  try {
    return await send()
  } catch (error) {
    if (error instanceof ApiError && isUnanswered(error)) error.inOutage = await isServerAway(path, sentAt)
    throw error
  }
}

/**
 * Whether the server has answered no read of data since the failed request was sent. A page at rest reads little meanwhile, so
 * what succeeded before is read again to find out. `/config` proves nothing: Platte's server still reports it while its
 * database is down.
 */
async function isServerAway(failedPath: string, sentAt: number): Promise<boolean> {
  const hasAnswered = () => (connection.get().lastData ?? 0) >= sentAt
  if (hasAnswered()) return false
  const { outage, lastReads } = connection.get()
  const path = lastReads.find((read) => read !== failedPath)
  if (outage !== null || path === undefined) return true
  const check = checks.get(path) ?? isAnswered(path).finally(() => checks.delete(path))
  checks.set(path, check)
  return !(await check) && !hasAnswered()
}

/** Whether the server answers the path, be it with an error. */
async function isAnswered(path: string): Promise<boolean> {
  try {
    const { status, body } = await sendRequest(path, { signal: AbortSignal.timeout(MAX_CHECK_MS) })
    void body?.cancel()
    return !isGatewayError(status)
  } catch {
    return false
  }
}
