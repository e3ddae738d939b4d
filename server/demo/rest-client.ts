import * as z from 'zod/mini'
import { writeContextHeaders } from '#contract/write-context.ts'
import { simulatedNodeHeaders } from '#server/access/simulated-node-address.ts'

/** The server's REST API, as a program of an operator's would use it. Throws when a request fails. */
export interface RestClient {
  /** Null when there is no such thing. */
  find<Schema extends z.core.$ZodType>(path: string, schema: Schema): Promise<z.infer<Schema> | null>
  write<Schema extends z.core.$ZodType>(
    method: 'POST' | 'PUT',
    path: string,
    body: object,
    schema: Schema,
  ): Promise<z.infer<Schema>>
}

/** What comes back from one request; `fetch` has it, and a test's stand-in for it. */
export type SendJson = (
  method: string,
  path: string,
  body?: object,
) => Promise<{ status: number; json(): unknown }>

const NOT_THERE = [400, 404]

export function createRestClient(send: SendJson): RestClient {
  return {
    async find(path, schema) {
      const answer = await send('GET', path)
      if (NOT_THERE.includes(answer.status)) return null
      if (answer.status !== 200) throw new Error(`GET ${path} was answered with ${answer.status}.`)
      return z.parse(schema, await answer.json())
    },
    async write(method, path, body, schema) {
      const answer = await send(method, path, body)
      if (answer.status !== 200) throw new Error(`${method} ${path} was answered with ${answer.status}.`)
      return z.parse(schema, await answer.json())
    },
  }
}

/** As its nodes, it shows that it is of this process. */
const HEADERS = {
  'content-type': 'application/json',
  ...simulatedNodeHeaders('127.0.0.1'),
  ...writeContextHeaders({ reason: 'A release of the demo' }),
}

/** Over HTTP, until `signal` says that it is over. */
export const sendOverHttp =
  (baseUrl: string, signal: AbortSignal): SendJson =>
  (method, path, body) =>
    fetch(new URL(path, baseUrl), {
      method,
      signal,
      ...(body && { body: JSON.stringify(body), headers: HEADERS }),
    })
