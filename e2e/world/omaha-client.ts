/** One request of a node: a ping with an update check, unless it reports an event. */
export interface OmahaRequest {
  appid: string
  machineid: string
  machinealias: string
  track: string
  version: string
  board: string
  oem: string
  event?: OmahaEvent
}

export interface OmahaEvent {
  type: number
  result: number
  previousVersion?: string
  errorCode?: number
  /** Whether the same request also checks for an update. */
  updateCheck?: boolean
}

export interface OmahaResponse {
  /** The status of `<app>`: "ok", or "error-" and the reason. */
  status: string
  /** The version to install; null for none. */
  update: string | null
}

export type OmahaClient = (request: OmahaRequest) => Promise<OmahaResponse>

/** Sends Omaha requests to the update server at that URL; throws when the response is not Omaha. */
export function createOmahaClient(server: string): OmahaClient {
  return async (request) => {
    const response = await fetch(`${server}/v1/update/`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: requestXml(request),
    })
    const xml = await response.text()
    const status = /<app [^>]*status="([^"]*)"/.exec(xml)?.[1]
    if (!response.ok || status === undefined) {
      throw new Error(`The update server answered with ${response.status}: ${xml}`)
    }
    return { status, update: /<manifest version="([^"]*)"/.exec(xml)?.[1] ?? null }
  }
}

function requestXml({ event, ...app }: OmahaRequest): string {
  const updateCheck = event?.updateCheck ?? event === undefined
  const attributes = Object.entries(app).map(([name, value]) => `${name}="${escape(value)}"`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<request protocol="3.0" version="update_engine-0.4.10" installsource="scheduler" ismachine="1">
  <os version="Chateau" platform="CoreOS" sp="${escape(app.version)}_x86_64"/>
  <app ${attributes.join(' ')}>
    ${event ? eventXml(event) : ''}${updateCheck ? '<ping active="1"/><updatecheck/>' : ''}
  </app>
</request>`
}

function eventXml({ type, result, previousVersion = '', errorCode = 0 }: OmahaEvent): string {
  return `<event eventtype="${type}" eventresult="${result}" previousversion="${escape(previousVersion)}" errorcode="${errorCode}"/>`
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
