import * as z from 'zod/mini'

/** REST as any client speaks it. Every call throws when it is refused, with what the server said. */
export interface RestClient {
  get: <Schema extends z.ZodMiniType>(path: string, answer: Schema) => Promise<z.infer<Schema>>
  post: <Schema extends z.ZodMiniType>(path: string, body: object, answer: Schema) => Promise<z.infer<Schema>>
  put: (path: string, body: object) => Promise<void>
  delete: (path: string) => Promise<void>
}

export function createRestClient(server: string): RestClient {
  const ask = async (method: string, path: string, body?: object): Promise<Response> => {
    const response = await fetch(`${server}${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (response.ok) return response
    throw new Error(`${method} ${path} was answered ${response.status}: ${await response.text()}`)
  }
  return {
    get: async (path, answer) => z.parse(answer, await (await ask('GET', path)).json()),
    post: async (path, body, answer) => z.parse(answer, await (await ask('POST', path, body)).json()),
    put: async (path, body) => void (await (await ask('PUT', path, body)).text()),
    delete: async (path) => void (await (await ask('DELETE', path)).text()),
  }
}
