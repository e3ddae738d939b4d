/** `dashboards.ts URL COUNT SECONDS` polls as that many open fleet pages do, and prints "responses 304s failures". */
import { Agent, get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { SECOND_MS } from '#contract/time-units.ts'

const POLL_MS = 10 * SECOND_MS
const PATHS = [
  '/platte/fleet',
  '/platte/status',
  '/platte/freezes?in_force=true',
  '/api/apps?page=1&perpage=1000',
]

const [server = '', count = '0', seconds = '0'] = process.argv.slice(2)
const end = performance.now() + Number(seconds) * SECOND_MS
const counts = { responses: 0, notModified: 0, failed: 0 }

await Promise.all(Array.from({ length: Number(count) }, (_, n) => dashboard((n * POLL_MS) / Number(count))))
console.log(`${counts.responses} ${counts.notModified} ${counts.failed}`)

async function dashboard(beginMs: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const etags = new Map<string, string>()
  await delay(beginMs)
  while (performance.now() < end) {
    for (const path of PATHS) {
      if (performance.now() >= end) break
      await read(agent, path, etags)
    }
    await delay(Math.max(0, Math.min(POLL_MS, end - performance.now())))
  }
  agent.destroy()
}

function read(agent: Agent, path: string, etags: Map<string, string>): Promise<void> {
  const etag = etags.get(path)
  const headers = {
    'accept-encoding': 'gzip, deflate, br',
    ...(etag !== undefined && { 'if-none-match': etag }),
  }
  return new Promise((resolve) => {
    const request = get(server + path, { agent, headers }, (response) => {
      response.resume()
      response.once('end', () => {
        counts.responses++
        if (response.statusCode === 304) counts.notModified++
        else if (response.statusCode !== 200) counts.failed++
        if (response.headers.etag !== undefined) etags.set(path, response.headers.etag)
        resolve()
      })
    })
    request.once('error', () => {
      counts.failed++
      resolve()
    })
  })
}
