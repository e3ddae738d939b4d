import * as z from 'zod/mini'
import { headersOfNote } from '#contract/write-note.ts'
import { DEMO_KEY_HEADER } from '#server/journal/actor-of.ts'

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

const headersOf = (demoKey: string) => ({
  'content-type': 'application/json',
  [DEMO_KEY_HEADER]: demoKey,
  ...headersOfNote({ reason: 'A release of the demo' }),
})

/** Over HTTP, until `signal` says that it is over. @param demoKey by which the server knows the demo */
export const sendOverHttp =
  (baseUrl: string, demoKey: string, signal: AbortSignal): SendJson =>
  (method, path, body) =>
    fetch(new URL(path, baseUrl), {
      method,
      signal,
      ...(body && { body: JSON.stringify(body), headers: headersOf(demoKey) }),
    })
