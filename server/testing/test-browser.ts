import { parseSetCookie, stringifyCookie } from 'cookie'
import type { FastifyInstance } from 'fastify'

interface Page {
  status: number
  url: URL
  body: string
}

interface Answer {
  status: number
  location: string | null
  setCookie: string[]
  body: string
}

/** A browser with cookies, which follows redirects between a server under test and a provider on loopback. */
export class TestBrowser {
  app: FastifyInstance
  /** Every address that it was sent to, for what must not be in one. */
  readonly visited: string[] = []
  readonly #origin: string
  readonly #cookies = new Map<string, Map<string, string>>()

  /** @param origin the URL under which it reaches `app` */
  constructor(app: FastifyInstance, origin = 'http://127.0.0.1') {
    this.app = app
    this.#origin = origin
  }

  /** Opens an address, and follows redirects as long as `until` does not match. */
  async open(address: string, until?: RegExp): Promise<Page> {
    let url = new URL(address, this.#origin)
    for (let redirects = 0; redirects < 20; redirects += 1) {
      this.visited.push(url.href)
      if (until?.test(url.href) === true) return { status: 0, url, body: '' }
      const { status, location, body } = await this.#request('GET', url, { accept: 'text/html' })
      if (status < 300 || status >= 400 || location === null) return { status, url, body }
      url = new URL(location, url)
    }
    throw new Error('There are too many redirects.')
  }

  /** Sends a request as script of the server's pages does. */
  async send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, origin = this.#origin) {
    const isWrite = method !== 'GET'
    const headers = { ...(isWrite && { origin, 'content-type': 'application/json' }) }
    const answer = await this.#request(method, new URL(path, this.#origin), headers, body)
    return { status: answer.status, json: answer.body === '' ? null : (JSON.parse(answer.body) as unknown) }
  }

  cookiesOf(origin = this.#origin): Map<string, string> {
    const cookies = this.#cookies.get(origin) ?? new Map<string, string>()
    this.#cookies.set(origin, cookies)
    return cookies
  }

  async #request(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: URL,
    headers: object,
    body?: object,
  ): Promise<Answer> {
    const cookies = this.cookiesOf(url.origin)
    const cookie = cookies.size > 0 ? { cookie: stringifyCookie(Object.fromEntries(cookies)) } : {}
    const sent = { ...headers, ...cookie, host: url.host }
    const answer =
      url.origin === this.#origin
        ? await inject(this.app, method, url, sent, body)
        : await fetchOnce(method, url, { ...headers, ...cookie })
    for (const line of answer.setCookie) {
      const { name, value = '', maxAge } = parseSetCookie(line)
      if (maxAge === 0 || value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
}

async function inject(
  app: FastifyInstance,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: URL,
  headers: object,
  body?: object,
): Promise<Answer> {
  const response = await app.inject({
    method,
    url: url.pathname + url.search,
    headers: { ...headers },
    ...(body && { payload: body }),
  })
  return {
    status: response.statusCode,
    location: response.headers.location ?? null,
    setCookie: [response.headers['set-cookie'] ?? []].flat(),
    body: response.body,
  }
}

async function fetchOnce(method: string, url: URL, headers: object): Promise<Answer> {
  const response = await fetch(url, { method, headers: { ...headers }, redirect: 'manual' })
  return {
    status: response.status,
    location: response.headers.get('location'),
    setCookie: response.headers.getSetCookie(),
    body: await response.text(),
  }
}
