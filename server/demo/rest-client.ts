import * as z from 'zod/mini'
import { writeContextHeaders } from '#contract/write-context.ts'
import { simulatedNodeHeaders } from '#server/access/simulated-node-address.ts'

/** The server's REST API, used like an operator's script would. Throws when a request fails. */
export interface RestClient {
  /** Null when the resource doesn't exist. */
  find<Schema extends z.core.$ZodType>(path: string, schema: Schema): Promise<z.infer<Schema> | null>
  write<Schema extends z.core.$ZodType>(
    method: 'POST' | 'PUT',
    path: string,
    body: object,
    schema: Schema,
  ): Promise<z.infer<Schema>>
}

/** The part of `fetch` that the client uses, so that tests can pass their own. */
export type SendJson = (
  method: string,
  path: string,
  body?: object,
) => Promise<{ status: number; json(): unknown }>

const NOT_FOUND = [400, 404]

export function createRestClient(send: SendJson): RestClient {
  return {
    async find(path, schema) {
      const response = await send('GET', path)
      if (NOT_FOUND.includes(response.status)) return null
      if (response.status !== 200) throw new Error(`GET ${path} returned ${response.status}.`)
      return z.parse(schema, await response.json())
    },
    async write(method, path, body, schema) {
      const response = await send(method, path, body)
      if (response.status !== 200) throw new Error(`${method} ${path} returned ${response.status}.`)
      return z.parse(schema, await response.json())
    },
  }
}

/** The simulated-node header lets the server recognize this process. */
const HEADERS = simulatedNodeHeaders('127.0.0.1')
const WRITE_HEADERS = {
  ...HEADERS,
  'content-type': 'application/json',
  ...writeContextHeaders({ reason: 'Simulated release' }),
}

/** Over HTTP, until `signal` aborts. */
export const sendOverHttp =
  (baseUrl: string, signal: AbortSignal): SendJson =>
  (method, path, body) =>
    fetch(new URL(path, baseUrl), {
      method,
      signal,
      ...(body ? { body: JSON.stringify(body), headers: WRITE_HEADERS } : { headers: HEADERS }),
    })
