import type { Context } from '#server/context.ts'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { errorMessage } from '#server/errors/error-message.ts'
import { planFleet } from './fleet-plan.ts'
import { LiveFleet, type SendRequest } from './live-fleet.ts'
import { createRandom } from '#contract/random.ts'
import { readDemoSettings } from './demo-settings.ts'
import { runReleaseTrain } from './release-train.ts'
import { createRestClient, sendOverHttp } from './rest-client.ts'
import { resumeNodes } from './resume-nodes.ts'
import { createOmahaClient } from './omaha-client.ts'

/** How often due nodes are contacted, in milliseconds: often enough to spread their checks over a minute. */
const TICK_MS = 100

/** How long `stop` waits for pending requests. */
const STOP_TIMEOUT_MS = 2 * SECOND_MS

export interface DemoFleetOptions {
  context: Context
  /** The server's own URL on loopback. */
  baseUrl: string
  /** The last part of the path where nodes check in; null for none. */
  omahaSuffix?: string | null
  log: (line: string) => void
}

export interface DemoFleet {
  /** Resolves when no node has a request pending. */
  stop(): Promise<void>
}

/**
 * Resumes the nodes of the database's demo: they check in over HTTP, and a new version is released now and then. Does
 * nothing when the database has no demo. The server must be listening.
 */
export async function startDemoFleet({
  context,
  baseUrl,
  omahaSuffix = null,
  log,
}: DemoFleetOptions): Promise<DemoFleet> {
  const demo = await readDemoSettings(context.db)
  if (demo === null) return { stop: async () => {} }

  const now = () => context.clock.now().getTime()
  const random = createRandom(`${demo.seed}/${now()}`)
  const plan = planFleet(demo.seed)
  const nodes = await resumeNodes(context.db, plan, now(), random)
  const client = createOmahaClient(baseUrl, omahaSuffix)
  const stopping = new AbortController()
  const { signal } = stopping
  const fleet = new LiveFleet(nodes, demo.start, logFirstFailure(client.send, signal, log), random)
  const sending = setInterval(() => fleet.sendDue(now), TICK_MS)

  const rest = createRestClient(sendOverHttp(baseUrl, signal))
  const release = async () => {
    try {
      const line = await runReleaseTrain(rest, plan.groups, context.clock.now())
      if (line !== null) log(line)
    } catch (error) {
      if (!signal.aborted) log(`Failed to release a simulated version: ${errorMessage(error)}`)
    }
  }
  let pendingRelease: Promise<void> = Promise.resolve()
  const releasing = setInterval(() => {
    pendingRelease = release()
  }, MINUTE_MS)

  const abort = () => {
    stopping.abort()
    client.close()
  }
  return {
    async stop() {
      clearInterval(sending)
      clearInterval(releasing)
      const timeout = setTimeout(abort, STOP_TIMEOUT_MS)
      await Promise.all([fleet.settle(), pendingRelease])
      clearTimeout(timeout)
      abort()
    },
  }
}

/** Logs one line, not one for each of two thousand nodes, until a request succeeds again. */
function logFirstFailure(send: SendRequest, signal: AbortSignal, log: (line: string) => void): SendRequest {
  let isReachable = true
  return async (node, request) => {
    try {
      const response = await send(node, request)
      isReachable = true
      return response
    } catch (error) {
      if (isReachable && !signal.aborted)
        log(`A simulated node failed to reach the update server: ${errorMessage(error)}`)
      isReachable = false
      throw error
    }
  }
}
