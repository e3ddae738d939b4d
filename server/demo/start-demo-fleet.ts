import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import type { Context } from '#server/context.ts'
import { planFleet } from './fleet-plan.ts'
import { LiveFleet, type SpeakToServer } from './live-fleet.ts'
import { createRandom } from '#contract/random.ts'
import { readDemoSettings } from './demo-settings.ts'
import { runReleaseTrain } from './release-train.ts'
import { createRestClient, sendOverHttp } from './rest-client.ts'
import { resumeNodes } from './resume-nodes.ts'
import { speakOverHttp } from './speak-over-http.ts'

/** How often the nodes are looked at whose time has come: often enough to spread them over their minute. */
const TICK = 100

/** For requests that run when the fleet is stopped. */
const FINISH_WITHIN = 2 * SECOND_MS

export interface DemoFleetOptions {
  context: Context
  /** Where this server listens, on loopback. */
  baseUrl: string
  log: (line: string) => void
}

export interface DemoFleet {
  /** The nodes fall silent; resolves when none has a request under way. */
  stop(): Promise<void>
}

/**
 * Lets the nodes that `prepareDemo` made go on from where the database says that they are. Does nothing where
 * the database has no demo. The server must be listening.
 */
export async function startDemoFleet({ context, baseUrl, log }: DemoFleetOptions): Promise<DemoFleet> {
  const demo = await readDemoSettings(context.db)
  if (demo === null) return { stop: async () => {} }

  const now = () => context.clock.now().getTime()
  const random = createRandom(`${demo.seed}/${now()}`)
  const plan = planFleet(demo.seed)
  const nodes = await resumeNodes(context.db, plan, now(), random)
  const speech = speakOverHttp(baseUrl)
  const stopping = new AbortController()
  const { signal } = stopping
  const fleet = new LiveFleet(nodes, demo.start, complainOnce(speech.speak, signal, log), random)
  const speaking = setInterval(() => fleet.letSpeak(now), TICK)

  const rest = createRestClient(sendOverHttp(baseUrl, signal))
  const release = async () => {
    try {
      const done = await runReleaseTrain(rest, plan.groups, context.clock.now())
      if (done !== null) log(done)
    } catch (error) {
      if (!signal.aborted) log(`No simulated release: ${reasonOf(error)}`)
    }
  }
  let trip: Promise<void> = Promise.resolve()
  const releasing = setInterval(() => {
    trip = release()
  }, MINUTE_MS)

  const breakOff = () => {
    stopping.abort()
    speech.close()
  }
  return {
    async stop() {
      clearInterval(speaking)
      clearInterval(releasing)
      const patience = setTimeout(breakOff, FINISH_WITHIN)
      await Promise.all([fleet.settle(), trip])
      clearTimeout(patience)
      breakOff()
    },
  }
}

/** Two thousand nodes that can't reach the server are worth one line. */
function complainOnce(speak: SpeakToServer, signal: AbortSignal, log: (line: string) => void): SpeakToServer {
  let isFine = true
  return async (node, request) => {
    try {
      const answer = await speak(node, request)
      isFine = true
      return answer
    } catch (error) {
      if (isFine && !signal.aborted) log(`A simulated node got no answer: ${reasonOf(error)}`)
      isFine = false
      throw error
    }
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
