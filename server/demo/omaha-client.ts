import { Agent, type IncomingMessage, request as startRequest } from 'node:http'
import { simulatedNodeHeaders } from '#server/access/simulated-node-address.ts'
import type { SendRequest } from './live-fleet.ts'
import { parseOmahaResponse } from './parse-omaha-response.ts'
import { writeOmahaRequest } from './write-omaha-request.ts'

/** Longer than any response takes, shorter than a node's check interval. */
const TIMEOUT_MS = 30_000

export interface OmahaClient {
  send: SendRequest
  /** Aborts pending requests. */
  close(): void
}

/** Posts the requests of simulated nodes to the update server at `baseUrl`, over shared connections. */
export function createOmahaClient(baseUrl: string, suffix: string | null = null): OmahaClient {
  const agent = new Agent({ keepAlive: true })
  const url = new URL(`/v1/update/${suffix ?? ''}`, baseUrl)
  const closing = new AbortController()
  return {
    async send(node, request) {
      const headers = { 'content-type': 'text/xml', ...simulatedNodeHeaders(node.machine.ip) }
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(TIMEOUT_MS)])
      const response = await post(url, { agent, headers, signal }, writeOmahaRequest(node, request))
      return parseOmahaResponse(response)
    },
    close() {
      closing.abort()
      agent.destroy()
    },
  }
}

interface PostOptions {
  agent: Agent
  headers: Record<string, string>
  signal: AbortSignal
}

async function post(url: URL, options: PostOptions, body: string): Promise<string> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = startRequest(url, { ...options, method: 'POST' }, resolve)
    request.on('error', reject)
    request.end(body)
  })
  // Read even when the status is an error: an unread response keeps its connection busy.
  const text = await readText(response)
  if (response.statusCode !== 200) throw new Error(`the update server responded with ${response.statusCode}`)
  return text
}

async function readText(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8')
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return text
}
