import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { toError } from '#server/errors/to-error.ts'
import { relay } from './relay.ts'
import { startHttpServer, type TestHttpServer } from './start-http-server.ts'

/** What it shows to whoever has no token. */
const OPEN_PATHS =
  /^\/(?:|health|config|v1\/update|(?:flatcar|assets|apps|instances)(?:\/.*)?|404|auth\/(?:callback|error))$/
/** What it answers itself; everything else is a file of the dashboard. */
const OWN_PATHS = /^\/(?:api|config|health|login|v1)(?:\/|$)/

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * Starts a server that serves the dashboard as a Nebraska with `-auth-mode oidc` does: at most paths only to whoever sends a
 * token, which a browser that opens a page doesn't, and without the paths of Platte's own server.
 * @param target an update server whose people sign in
 * @param dist the directory of the built dashboard
 */
export async function startNebraskaAroundDashboard(target: string, dist: string): Promise<TestHttpServer> {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = request
    const { pathname } = new URL(url, target)
    if (!OPEN_PATHS.test(pathname)) {
      const refusal = await refusalOf(method, headers.authorization)
      if (refusal !== null) return void response.writeHead(refusal).end()
    }
    if (!OWN_PATHS.test(pathname)) return sendFile(response, pathname)
    return relay(target, request, response)
  }

  /** Whoever may only read is refused before anything else of a request is looked at. */
  async function refusalOf(method: string, authorization: string | undefined): Promise<number | null> {
    const isRead = ['GET', 'HEAD'].includes(method)
    const headers = authorization === undefined ? {} : { authorization }
    const { status } = await fetch(`${target}/api/apps`, { method: isRead ? 'GET' : 'PATCH', headers })
    return status === 401 || status === 403 ? status : null
  }

  async function sendFile(response: ServerResponse, pathname: string): Promise<void> {
    const file = path.join(dist, path.normalize(pathname))
    const found = await readFile(file).catch(() => null)
    const type = TYPES[found === null ? '.html' : path.extname(file)] ?? 'application/octet-stream'
    response.writeHead(200, { 'content-type': type })
    response.end(found ?? (await readFile(path.join(dist, 'index.html'))))
  }

  return startHttpServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(toError(error)))
  })
}
