import type { FastifyInstance } from 'fastify'

/** One Omaha request of a node, by default with a ping and an update check. */
export interface TestNodeRequest {
  machine: string
  version: string
  app?: string
  track?: string
  /** Further attributes of `<app>`, as XML. */
  attributes?: string
  ping?: boolean
  check?: boolean
  events?: readonly (readonly [type: number, result: number, previousVersion?: string, errorCode?: number])[]
  isSyncer?: boolean
}

export interface TestNodeResponse {
  /** The status of `<app>`. */
  status: string | undefined
  /** The status of `<updatecheck>`; undefined without one. */
  check: string | undefined
  /** The versions of the manifests, in order. */
  versions: string[]
  xml: string
}

/** Sends a request in the form of Flatcar's updater. */
export async function sendOmaha(app: FastifyInstance, request: TestNodeRequest): Promise<TestNodeResponse> {
  const { body: xml } = await app.inject({
    method: 'POST',
    url: '/v1/update/',
    headers: { 'content-type': 'text/xml' },
    payload: omahaRequestXml(request),
  })
  return {
    status: /<app [^>]*status="([^"]*)"/.exec(xml)?.[1],
    check: /<updatecheck status="([^"]*)"/.exec(xml)?.[1],
    versions: [...xml.matchAll(/<manifest version="([^"]*)"/g)].map(([, version]) => version ?? ''),
    xml,
  }
}

export function omahaRequestXml(request: TestNodeRequest): string {
  const {
    machine,
    version,
    app = 'io.example.Kiosk',
    track = 'stable',
    attributes = '',
    events = [],
  } = request
  const { ping = true, check = true, isSyncer = false } = request
  const client = isSyncer
    ? 'version="CoreOSUpdateEngine-0.1.0.0" installsource="scheduler"'
    : 'version="update_engine-0.4.10" installsource="ondemandupdate"'
  const eventElements = events.map(
    ([type, result, previous = '', code = 0]) =>
      `<event eventtype="${type}" eventresult="${result}" previousversion="${previous}" errorcode="${code}"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<request protocol="3.0" ${client}>
  <app appid="${app}" version="${version}" track="${track}"${isSyncer ? '' : ' board="amd64-usr"'} machineid="${machine}" ${attributes}>
    ${ping ? '<ping active="1"/>' : ''}${check ? '<updatecheck/>' : ''}${eventElements.join('')}
  </app>
</request>`
}
