import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
  type ServerResponse,
} from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface Exchange {
  method: string
  /** With the query. */
  url: string
  headers: IncomingHttpHeaders
  body: Buffer
}

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Answers a request as the server at `target` does, for servers that tests put in front of one. */
export async function relay(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  sendAnswer(response, await forward(target, await readExchange(request)))
}

export const readExchange = async (request: IncomingMessage): Promise<Exchange> => ({
  method: request.method ?? 'GET',
  url: request.url ?? '/',
  headers: request.headers,
  body: await buffer(request),
})

export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body)
}

/** Sends the request, and reads its whole response, which is never compressed. */
export async function forward(target: string, { method, url, headers, body }: Exchange): Promise<Answer> {
  const { hostname, port } = new URL(target)
  const { 'transfer-encoding': _, 'accept-encoding': __, ...kept } = headers
  const length =
    body.length > 0 || kept['content-length'] !== undefined ? { 'content-length': String(body.length) } : {}
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, method, path: url, headers: { ...kept, ...length } })
    sent.on('error', reject).on('response', (response) => {
      const {
        'transfer-encoding': ___,
        'content-length': ____,
        connection: _____,
        ...answered
      } = response.headers
      const status = response.statusCode ?? 500
      buffer(response).then((read) => resolve({ status, headers: answered, body: read }), reject)
    })
    sent.end(body)
  })
}
