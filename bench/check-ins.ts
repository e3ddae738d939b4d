import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'

export interface CheckInTimes {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
}

const CONNECTIONS = 32
const SECONDS = 10

/** The machine id of a node of the fleet, from 1. */
const machineId = (node: number) => createHash('md5').update(`n${node}`).digest('hex')

const checkIn = (node: number) => `<?xml version="1.0" encoding="UTF-8"?><request protocol="3.0" \
version="update_engine-0.4.10" updaterversion="update_engine-0.4.10" installsource="ondemandupdate" ismachine="1">\
<os version="Chateau" platform="CoreOS" sp="4081.2.1_x86_64"></os><app appid="{${FLATCAR_APPLICATION_ID}}" \
version="4081.2.1" track="stable" bootid="{b}" oem="qemu" oemversion="1" alephversion="1.0.0" \
machineid="${machineId(node)}" lang="en-US" board="amd64-usr" hardware_class="" delta_okay="false">\
<ping active="1"></ping><updatecheck></updatecheck></app></request>`

/** Nodes that are known and up to date check in, each once, over as many connections as there are at a time. */
export async function timeCheckIns(server: string, nodes: number): Promise<CheckInTimes> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const times: number[] = []
  const start = performance.now()
  const end = start + SECONDS * 1000
  let node = 0
  const connection = async () => {
    while (performance.now() < end) {
      node = (node % nodes) + 1
      const from = performance.now()
      // oxlint-disable-next-line no-await-in-loop -- one at a time on each connection
      await post(`${server}/v1/update`, checkIn(node), agent)
      times.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  agent.destroy()
  times.sort((one, other) => one - other)
  const share = (part: number) => times[Math.floor(times.length * part)] ?? 0
  return { perSecond: (times.length * 1000) / (performance.now() - start), p50: share(0.5), p99: share(0.99) }
}

function post(url: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', agent, headers: { 'content-type': 'text/xml' } },
      (answer) => {
        answer.resume()
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve()
          else reject(new Error(`a check-in is answered with ${answer.statusCode}`))
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
