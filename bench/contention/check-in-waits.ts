import { execFile } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import type { Measure } from '../browser/measure.ts'
import { checkInBody } from '../check-ins.ts'
import { STABLE_GROUP_ID } from '../fleet-rule.ts'

const CHECK_INS_A_SECOND = 40
const WARM_UP_SECONDS = 5
const LEAVING_CLIENTS = 150
/** Long enough for the requests to arrive. */
const LEAVES_AFTER_MS = 300
const DASHBOARDS = fileURLToPath(new URL('../dashboards.ts', import.meta.url))

interface Reads {
  responses: number
  notModified: number
  failed: number
}

interface CheckIns {
  /** Milliseconds. */
  p50: number
  p99: number
  failed: number
  reads: Reads
}

const NO_READS: Reads = { responses: 0, notModified: 0, failed: 0 }

/** Forty check-ins a second for so many seconds, each begun at its time whatever became of the others, while dashboards poll. */
export async function besideDashboards(
  server: string,
  { nodes, dashboards, seconds }: { nodes: number; dashboards: number; seconds: number },
): Promise<CheckIns> {
  const reading = dashboards === 0 ? NO_READS : readDashboards(server, dashboards, seconds)
  const began = performance.now()
  const checkIns = Array.from({ length: seconds * CHECK_INS_A_SECOND }, async (_, n) => {
    await delay(began + (n * SECOND_MS) / CHECK_INS_A_SECOND - performance.now())
    return checkIn(server, (n % nodes) + 1)
  })
  // Until the server has compiled its code, and all dashboards have connected.
  const waits = (await Promise.all(checkIns)).slice(WARM_UP_SECONDS * CHECK_INS_A_SECOND)
  const answered = waits.filter((wait) => wait !== null).toSorted((a, b) => a - b)
  const at = (share: number) => answered[Math.min(answered.length - 1, Math.floor(share * answered.length))]
  return {
    p50: at(0.5) ?? Infinity,
    p99: at(0.99) ?? Infinity,
    failed: waits.length - answered.length,
    reads: await reading,
  }
}

/** The wait of the check-in that comes right after many clients have asked for long lists and left. */
export async function besideLeavingClients(server: string, nodes: number): Promise<Measure> {
  const group = `${server}/api/apps/${FLATCAR_APPLICATION_ID}/groups/${STABLE_GROUP_ID}`
  const leave = new AbortController()
  const clients = Array.from({ length: LEAVING_CLIENTS }, (_, n) =>
    fetch(`${group}/instances?status=0&duration=1d&perpage=${6000 + n}&page=1&sortFilter=0&sortOrder=0`, {
      signal: leave.signal,
    })
      .then((response) => response.arrayBuffer())
      .catch(() => null),
  )
  await delay(LEAVES_AFTER_MS)
  leave.abort()
  const value = (await checkIn(server, nodes)) ?? Infinity
  await Promise.all(clients)
  return {
    name: `the check-in after ${LEAVING_CLIENTS} clients asked for 6,000 nodes and left`,
    value,
    unit: 'ms',
    most: 500,
  }
}

/** Milliseconds until the response; null where it failed. */
async function checkIn(server: string, node: number): Promise<number | null> {
  const began = performance.now()
  try {
    const response = await fetch(`${server}/v1/update`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: checkInBody(node),
    })
    await response.arrayBuffer()
    return response.ok ? performance.now() - began : null
  } catch {
    return null
  }
}

/** In a process of its own, so that its work does not delay the clock of the check-ins. */
async function readDashboards(server: string, dashboards: number, seconds: number): Promise<Reads> {
  const script = ['--import', 'tsx', DASHBOARDS, server, String(dashboards), String(seconds)]
  const { stdout } = await promisify(execFile)(process.execPath, script)
  const [responses = 0, notModified = 0, failed = 0] = stdout.trim().split(' ').map(Number)
  return { responses, notModified, failed }
}
