import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { AGENT_PRODUCT_ID } from './demo-groups.ts'
import type { NodePlan } from './fleet-plan.ts'
import type { NodeRequest } from './node-request.ts'

const MACHINES: Record<number, { board: string; suffix: string }> = {
  1: { board: 'amd64-usr', suffix: 'x86_64' },
  2: { board: 'arm64-usr', suffix: 'aarch64' },
}

/** The XML that a node posts to the server, in the form of flatcar/update_engine. */
export function writeOmahaRequest({ machine, group }: NodePlan, request: NodeRequest): string {
  const { board, suffix } = MACHINES[group.arch] ?? { board: '', suffix: '' }
  const isFlatcar = group.application === 'flatcar'
  const updater = isFlatcar ? 'update_engine-0.4.10' : 'metrics-agent-updater-1.0.0'
  // Without an alias, since the server would replace one that a visitor set.
  const app = attributes({
    appid: isFlatcar ? `{${FLATCAR_APPLICATION_ID}}` : AGENT_PRODUCT_ID,
    version: request.version,
    track: group.track,
    bootid: `{${machine.id.slice(0, 8)}}`,
    oem: machine.oem,
    alephversion: machine.aleph_version,
    machineid: machine.id,
    lang: 'en-US',
    board,
    delta_okay: 'false',
  })
  const envelope = attributes({
    protocol: '3.0',
    version: updater,
    updaterversion: updater,
    installsource: 'scheduler',
    ismachine: '1',
  })
  const os = attributes({ version: 'Chateau', platform: 'CoreOS', sp: `${request.version}_${suffix}` })
  return `<?xml version="1.0" encoding="UTF-8"?>
<request${envelope}><os${os}></os><app${app}>${appChildren(request)}</app></request>`
}

function appChildren({ ping, check, event }: NodeRequest): string {
  const eventAttributes = event && {
    eventtype: String(event.type),
    eventresult: String(event.result),
    ...(event.previous_version === '' ? {} : { previousversion: event.previous_version }),
    ...(event.result === 0 ? { errorcode: String(event.error_code) } : {}),
  }
  return [
    ping ? '<ping active="1"></ping>' : '',
    check ? '<updatecheck></updatecheck>' : '',
    eventAttributes ? `<event${attributes(eventAttributes)}></event>` : '',
  ].join('')
}

const attributes = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('')

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escape = (text: string) => text.replaceAll(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter)
