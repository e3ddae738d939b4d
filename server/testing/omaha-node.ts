import type { FastifyInstance } from 'fastify'

/** One request of a node; a ping and a check unless said otherwise. */
export interface NodeSays {
  machine: string
  version: string
  app?: string
  track?: string
  /** Further attributes of `<app>`, as XML. */
  attributes?: string
  ping?: boolean
  check?: boolean
  /** Type, result, previous version, error code. */
  events?: readonly (readonly [type: number, result: number, previous?: string, code?: number])[]
  isSyncer?: boolean
}

export interface NodeHears {
  /** Of `<app>`. */
  status: string | undefined
  /** Of `<updatecheck>`; undefined where there was none. */
  check: string | undefined
  /** Of the manifests, in their order. */
  versions: string[]
  xml: string
}

/** Asks as Flatcar's updater does, and reads what counts of the answer. */
export async function say(app: FastifyInstance, says: NodeSays): Promise<NodeHears> {
  const payload = requestXml(says)
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/update/',
    headers: { 'content-type': 'text/xml' },
    payload,
  })
  const xml = answer.body
  return {
    status: /<app [^>]*status="([^"]*)"/.exec(xml)?.[1],
    check: /<updatecheck status="([^"]*)"/.exec(xml)?.[1],
    versions: [...xml.matchAll(/<manifest version="([^"]*)"/g)].map(([, version]) => version ?? ''),
    xml,
  }
}

export function requestXml(says: NodeSays): string {
  const { machine, version, app = 'io.example.Kiosk', track = 'stable', attributes = '', events = [] } = says
  const { ping = true, check = true, isSyncer = false } = says
  const client = isSyncer
    ? 'version="CoreOSUpdateEngine-0.1.0.0" installsource="scheduler"'
    : 'version="update_engine-0.4.10" installsource="ondemandupdate"'
  const told = events.map(
    ([type, result, previous = '', code = 0]) =>
      `<event eventtype="${type}" eventresult="${result}" previousversion="${previous}" errorcode="${code}"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<request protocol="3.0" ${client}>
  <app appid="${app}" version="${version}" track="${track}" board="amd64-usr" machineid="${machine}" ${attributes}>
    ${ping ? '<ping active="1"/>' : ''}${check ? '<updatecheck/>' : ''}${told.join('')}
  </app>
</request>`
}
