import { isUtf8 } from 'node:buffer'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { badRequest } from '#server/http/http-error.ts'
import type { NodeEvent } from '#server/updates/apply-event.ts'
import type { OmahaApp, OmahaRequest } from './omaha-request.ts'
import { isXmlText, readAttribute } from './xml-text.ts'

const ATTRIBUTE = '@'

/**
 * Bound what one request can write: an app at most a registration and a decision, an event at most a history entry and an
 * activity. Updaters send one app, and one event or the three of an update; ChromeOS sends up to four apps.
 */
const MAX_APPS = 20
const MAX_EVENTS = 20

/** Never expands entities: attributes are decoded by `readAttribute`. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE,
  parseAttributeValue: false,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
})

/** Throws an HTTP error 400 that describes the first problem. */
export function parseOmahaRequest(body: Uint8Array): OmahaRequest {
  const text = decodeUtf8(body)
  if (/<!DOCTYPE/i.test(text))
    throw badRequest('doctype-refused', 'The XML must have no document type declaration.')
  const document = parseXml(text)
  const roots = Object.keys(document)
  const [request, ...others] = children(document, 'request')
  if (request === undefined || roots.length + others.length !== 1)
    throw badRequest('not-omaha', 'The XML must be one <request> element.')
  const [os] = children(request, 'os')
  const apps = children(request, 'app')
  const events = apps.reduce<number>((sum, app) => sum + children(app, 'event').length, 0)
  if (apps.length > MAX_APPS || events > MAX_EVENTS)
    throw badRequest(
      'too-many-elements',
      `A request can have at most ${MAX_APPS} <app> and ${MAX_EVENTS} <event> elements.`,
    )
  return {
    version: attribute(request, 'version'),
    installsource: attribute(request, 'installsource'),
    arch: attribute(os, 'arch'),
    apps: apps.map(readApp),
  }
}

const readApp = (app: unknown): OmahaApp => ({
  appid: attribute(app, 'appid'),
  version: attribute(app, 'version'),
  track: attribute(app, 'track'),
  board: attribute(app, 'board'),
  machineid: attribute(app, 'machineid'),
  machinealias: attribute(app, 'machinealias'),
  bootid: attribute(app, 'bootid'),
  oem: attribute(app, 'oem'),
  alephversion: attribute(app, 'alephversion'),
  multi_manifest_ok: boolean(app, 'multi_manifest_ok'),
  events: children(app, 'event').map(readEvent),
  hasPing: children(app, 'ping').length > 0,
  hasUpdateCheck: children(app, 'updatecheck').length > 0,
})

const readEvent = (event: unknown): NodeEvent => ({
  type: Number(integer(event, 'eventtype')),
  result: Number(integer(event, 'eventresult')),
  previous_version: attribute(event, 'previousversion'),
  error_code: integer(event, 'errorcode'),
})

const malformed = (problem: string) =>
  badRequest('malformed-xml', `The request is not well-formed XML: ${problem}.`)

function decodeUtf8(body: Uint8Array): string {
  if (!isUtf8(body)) throw malformed('it is not UTF-8')
  const text = new TextDecoder().decode(body)
  const encoding = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1] ?? 'utf-8'
  if (encoding.toLowerCase() !== 'utf-8') throw malformed(`its encoding must be UTF-8 and not ${encoding}`)
  if (!isXmlText(text)) throw malformed('it has a control character')
  return text
}

function parseXml(text: string): object {
  const verdict = XMLValidator.validate(text)
  if (verdict !== true) throw malformed(verdict.err.msg.replace(/\.$/, ''))
  // The validator accepts this after a root element without content.
  if (!text.trimEnd().endsWith('>')) throw malformed('it has text after the root element')
  let document: unknown
  try {
    document = parser.parse(text)
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : 'it cannot be parsed')
  }
  if (typeof document !== 'object' || document === null) throw malformed('it has no element')
  return document
}

/** The child elements with the name; one without attributes and children is a string. */
function children(element: unknown, name: string): unknown[] {
  const found: unknown =
    typeof element === 'object' && element !== null ? Reflect.get(element, name) : undefined
  return Array.isArray(found) ? found : []
}

function attribute(element: unknown, name: string): string {
  if (typeof element !== 'object' || element === null) return ''
  const raw: unknown = Reflect.get(element, ATTRIBUTE + name)
  if (typeof raw !== 'string') return ''
  const text = readAttribute(raw)
  if (text === null) throw malformed(`the attribute ${name} has an invalid reference or character`)
  return text
}

const INTEGER = /^[+-]?\d{1,19}$/

/** A signed 64-bit number; zero when it is left out. */
function integer(element: unknown, name: string): bigint {
  const text = attribute(element, name).trim()
  if (text === '') return 0n
  const number = INTEGER.test(text) ? BigInt(text.replace(/^\+/, '')) : null
  if (number === null || BigInt.asIntN(64, number) !== number)
    throw badRequest('not-omaha', `The attribute ${name} must be a whole number.`)
  return number
}

const TRUE = /^(1|t|true)$/i
const FALSE = /^(0|f|false)?$/i

function boolean(element: unknown, name: string): boolean {
  const text = attribute(element, name).trim()
  if (!TRUE.test(text) && !FALSE.test(text))
    throw badRequest('not-omaha', `The attribute ${name} must be true or false.`)
  return TRUE.test(text)
}
