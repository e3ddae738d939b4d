/** What one request of a node says; it pings and asks for an update unless it reports an event. */
export interface NodeSays {
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
  /** Whether it asks for an update in the same request. */
  asks?: boolean
}

export interface NodeHears {
  /** Of `<app>`: "ok", or "error-…" with the reason. */
  status: string
  /** The version that it is to install; null for none. */
  update: string | null
}

export type OmahaClient = (says: NodeSays) => Promise<NodeHears>

/** Speaks Omaha with the update server at that URL; throws when the answer isn't Omaha. */
export function createOmahaClient(server: string): OmahaClient {
  return async (says) => {
    const response = await fetch(`${server}/v1/update/`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: requestXml(says),
    })
    const xml = await response.text()
    const status = /<app [^>]*status="([^"]*)"/.exec(xml)?.[1]
    if (!response.ok || status === undefined) {
      throw new Error(`A node was answered ${response.status}: ${xml}`)
    }
    return { status, update: /<manifest version="([^"]*)"/.exec(xml)?.[1] ?? null }
  }
}

function requestXml({ event, ...app }: NodeSays): string {
  const asks = event?.asks ?? event === undefined
  const attributes = Object.entries(app).map(([name, value]) => `${name}="${escape(value)}"`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<request protocol="3.0" version="update_engine-0.4.10" installsource="scheduler" ismachine="1">
  <os version="Chateau" platform="CoreOS" sp="${escape(app.version)}_x86_64"/>
  <app ${attributes.join(' ')}>
    ${event ? eventXml(event) : ''}${asks ? '<ping active="1"/><updatecheck/>' : ''}
  </app>
</request>`
}

function eventXml({ type, result, previousVersion = '', errorCode = 0 }: OmahaEvent): string {
  return `<event eventtype="${type}" eventresult="${result}" previousversion="${escape(previousVersion)}" errorcode="${errorCode}"/>`
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
