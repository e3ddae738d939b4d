import * as z from 'zod/mini'

/** The REST API. Every call throws on an error status, with the response body in the message. */
export interface RestClient {
  get: <Schema extends z.ZodMiniType>(path: string, schema: Schema) => Promise<z.infer<Schema>>
  post: <Schema extends z.ZodMiniType>(path: string, body: object, schema: Schema) => Promise<z.infer<Schema>>
  /** Whether the server answers in JSON: a Nebraska answers with a page where it doesn't know the path. */
  knows: (path: string) => Promise<boolean>
  put: (path: string, body: object) => Promise<void>
  delete: (path: string) => Promise<void>
}

/** @param headers of every request, such as an access token */
export function createRestClient(server: string, headers: Record<string, string> = {}): RestClient {
  const send = async (method: string, path: string, body?: object): Promise<Response> => {
    const response = await fetch(`${server}${path}`, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (response.ok) return response
    throw new Error(`${method} ${path} failed with ${response.status}: ${await response.text()}`)
  }
  return {
    get: async (path, schema) => z.parse(schema, await (await send('GET', path)).json()),
    post: async (path, body, schema) => z.parse(schema, await (await send('POST', path, body)).json()),
    knows: async (path) =>
      (await send('GET', path)).headers.get('content-type')?.startsWith('application/json') ?? false,
    put: async (path, body) => void (await (await send('PUT', path, body)).text()),
    delete: async (path) => void (await (await send('DELETE', path)).text()),
  }
}
