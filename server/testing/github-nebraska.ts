import { parseCookie } from 'cookie'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { relay } from './relay.ts'
import { startHttpServer } from './start-http-server.ts'

/** A Nebraska with `-auth-mode github`, and GitHub itself. */
export interface GithubNebraska {
  url: string
  /** Of GitHub. */
  github: string
  /** The authorization callback URL that is registered at GitHub. */
  callback: string
  /** What the teams of whoever signs in next allow; null for somebody in none of them. */
  access: 'rw' | 'ro' | null
  close: () => void
}

interface ServerSession {
  state?: string
  desiredUrl?: string
  access?: 'rw' | 'ro'
}

/** What it shows to whoever has no session. */
const OPEN_PATHS = /^\/(?:health|config|v1\/update|(?:flatcar|assets|apps|instances)(?:\/.*)?|404)$/
const COOKIE = 'github'

/** Starts both in front of the update server at `target`, which requires no sign-in. */
export async function startGithubNebraska(target: string, callback: string): Promise<GithubNebraska> {
  const sessions = new Map<string, ServerSession>()
  const github = await startHttpServer(({ url = '' }, response) => {
    const state = new URL(url, 'http://github').searchParams.get('state') ?? ''
    redirect(response, 302, `${nebraska.callback}?code=a-code&state=${state}`)
  })
  const server = await startHttpServer((request, response) => void answer(request, response))
  const nebraska: GithubNebraska = {
    url: server.url,
    github: github.url,
    callback,
    access: 'rw',
    close: () => [server, github].forEach(({ close }) => close()),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', server.url)
    const id = parseCookie(request.headers.cookie ?? '')[COOKIE] ?? ''
    const session = sessions.get(id) ?? {}
    if (pathname === '/config') return sendConfig(response)
    if (OPEN_PATHS.test(pathname)) return relay(target, request, response)
    if (pathname === '/login/cb') {
      if (session.state === undefined || session.state !== searchParams.get('state'))
        return void response.writeHead(500).end()
      if (nebraska.access === null) return void response.writeHead(401).end()
      session.access = nebraska.access
      save(response, id, session)
      return redirect(response, 307, session.desiredUrl ?? '/')
    }
    if (session.access === undefined) {
      session.state = randomUUID()
      session.desiredUrl = request.url ?? '/'
      save(response, sessions.has(id) ? id : randomUUID(), session)
      const query = new URLSearchParams({
        client_id: 'nebraska',
        response_type: 'code',
        state: session.state,
      })
      return redirect(response, 307, `${github.url}/login/oauth/authorize?${query.toString()}`)
    }
    const isRead = ['GET', 'HEAD'].includes(request.method ?? '')
    if (session.access === 'ro' && !isRead) return void response.writeHead(403).end()
    return relay(target, request, response)
  }

  function save(response: ServerResponse, id: string, session: ServerSession): void {
    sessions.set(id, session)
    response.setHeader('set-cookie', `${COOKIE}=${id}; Path=/; Max-Age=2592000; HttpOnly`)
  }

  async function sendConfig(response: ServerResponse): Promise<void> {
    const config: unknown = await (await fetch(`${target}/config`)).json()
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ...Object(config), auth_mode: 'github', login_url: '' }))
  }

  return nebraska
}

function redirect(response: ServerResponse, status: number, location: string): void {
  response.writeHead(status, { location }).end()
}
