import { Agent, type IncomingMessage, request as startRequest } from 'node:http'
import { simulatedNodeHeaders } from '#server/access/simulated-node-address.ts'
import type { SpeakToServer } from './live-fleet.ts'
import { readOmahaAnswer } from './omaha-answer.ts'
import { omahaRequest } from './omaha-request.ts'

/** Above what any answer takes, below a node's patience. */
const TIMEOUT_MS = 30_000

export interface HttpSpeech {
  speak: SpeakToServer
  /** Breaks off what is under way. */
  close(): void
}

/** Nodes that post to the update server at `baseUrl`, over connections that they share. */
export function speakOverHttp(baseUrl: string): HttpSpeech {
  const agent = new Agent({ keepAlive: true })
  const url = new URL('/v1/update/', baseUrl)
  const closing = new AbortController()
  return {
    async speak(node, said) {
      const headers = { 'content-type': 'text/xml', ...simulatedNodeHeaders(node.machine.ip) }
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(TIMEOUT_MS)])
      const answer = await post(url, { agent, headers, signal }, omahaRequest(node, said))
      return readOmahaAnswer(answer)
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
  // Read in any case: else the connection would not be free for the next one.
  const text = await readText(response)
  if (response.statusCode !== 200) throw new Error(`the update server answered ${response.statusCode}`)
  return text
}

async function readText(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8')
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return text
}
