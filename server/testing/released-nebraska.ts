import { toError } from '#server/errors/to-error.ts'
import { type Answer, type Exchange, forward, readExchange, sendAnswer } from './relay.ts'
import { startHttpServer, type TestHttpServer } from './start-http-server.ts'

/** What Nebraska answers wherever it doesn't know the path or the method. */
const PAGE: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from('<!doctype html><title>Nebraska</title>'),
}

/** Paths that Nebraska 3.0.0 doesn't know: of floors, and of Platte's own server. */
const UNKNOWN_PATHS = [
  /^\/api\/channels\//,
  /^\/api\/apps\/[^/]+\/packages\/[^/]+\/floor-channels\/?$/,
  /^\/platte\//,
]
/** Keys of JSON that Nebraska 3.0.0 doesn't have. */
const UNKNOWN_KEYS = ['floor_reason', 'is_floor', 'oem', 'aleph_version']
/** Query parameters of Platte's own server. */
const OWN_PARAMETERS = ['points', 'own']

/**
 * Starts a server that answers as Nebraska 3.0.0 does: the update server at `target`, less what that release lacks
 * (docs/protocol.md, “Releases of Nebraska”). `contract-conversations.db.test.ts` holds it to the recordings of 3.0.0.
 */
export async function startReleasedNebraska(target: string): Promise<TestHttpServer> {
  return startHttpServer((request, response) => {
    const answered = readExchange(request).then((exchange) => answer(target, exchange))
    void answered.then(
      (answer) => sendAnswer(response, answer),
      (error: unknown) => response.destroy(toError(error)),
    )
  })
}

async function answer(target: string, exchange: Exchange): Promise<Answer> {
  const { method, url } = exchange
  const { path, query } = splitUrl(url)
  if (method === 'HEAD' || UNKNOWN_PATHS.some((pattern) => pattern.test(path))) return PAGE
  if (path.startsWith('/api') && query.some((parameter) => /^[^=]+=$/.test(parameter))) return bare(400)
  const found = await forward(target, {
    ...exchange,
    url: [
      path,
      query.filter((parameter) => !OWN_PARAMETERS.includes(parameter.replace(/=.*$/s, ''))).join('&'),
    ]
      .filter((part) => part !== '')
      .join('?'),
    body: path.startsWith('/v1/update') ? withoutOem(exchange.body) : exchange.body,
  })
  if (found.status === 405) return PAGE
  if (found.status >= 400)
    return path.startsWith('/v1/') ? found : bare(refusalStatus(method, path, found.status))
  if (path.startsWith('/v1/')) return { ...found, body: withoutFloorAttributes(found.body) }
  if (!String(found.headers['content-type']).startsWith('application/json')) return found
  const json: unknown = JSON.parse(found.body.toString('utf8'))
  // The row of a node that was put on hold before its first grant.
  if (path.includes('/status_history') && Array.isArray(json) && json.some(hasNoVersion)) return bare(500)
  return {
    ...found,
    body: Buffer.from(
      JSON.stringify(json, (key, value: unknown) => (UNKNOWN_KEYS.includes(key) ? undefined : value)),
    ),
  }
}

/** A Nebraska refuses a conflict, and to delete a channel or package that isn't there, with 500. */
function refusalStatus(method: string, path: string, status: number): number {
  const isMissing = method === 'DELETE' && status === 404 && /\/(?:channels|packages)\//.test(path)
  return status === 409 || isMissing ? 500 : status
}

const bare = (status: number): Answer => ({ status, headers: {}, body: Buffer.alloc(0) })

const withoutFloorAttributes = (body: Buffer) =>
  Buffer.from(body.toString('utf8').replaceAll(/ is_target="[^"]*"/g, ''))

const hasNoVersion = (row: unknown) =>
  typeof row === 'object' && row !== null && 'version' in row && row.version === null

function splitUrl(url: string): { path: string; query: string[] } {
  const [path = '', ...rest] = url.split('?')
  return { path, query: rest.length === 0 ? [] : rest.join('?').split('&') }
}

/** 3.0.0 doesn't read the node's OEM and aleph version. */
const withoutOem = (body: Buffer) =>
  Buffer.from(body.toString('utf8').replaceAll(/ (?:oem|alephversion)="[^"]*"/g, ''))
