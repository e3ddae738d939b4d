import { writeAttribute } from './xml-text.ts'

/** The response to one `<app>`, with only the elements that the node requested. */
export interface AppResponse {
  appid: string
  /** `ok`, or `error-…`. */
  status: string
  hasPing: boolean
  updateCheck: UpdateCheckResponse | null
  events: number
}

export interface UpdateCheckResponse {
  status: 'ok' | 'noupdate' | 'error-internal'
  urls: readonly string[]
  manifests: readonly Manifest[]
}

export interface Manifest {
  version: string
  /** Only in responses to syncers; null for a package that is not a floor. */
  floor_reason: string | null
  is_target: boolean
  packages: readonly ManifestPackage[]
  action: ManifestAction | null
}

export interface ManifestPackage {
  name: string
  /** SHA-1; empty when unknown, as is the SHA-256 below. */
  hash: string
  hash_sha256: string
  /** In bytes, unsigned 64-bit. */
  size: bigint
  required: boolean
}

export interface ManifestAction {
  event: string
  /** By their Omaha names; empty and false ones are left out. */
  attributes: Readonly<Record<string, string | boolean>>
}

export const writeOmahaResponse = (apps: readonly AppResponse[]): string =>
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  element(
    'response',
    { protocol: '3.0', server: 'platte' },
    element('daystart', { elapsed_seconds: '0' }),
    ...apps.map(writeApp),
  )

const writeApp = ({ appid, status, hasPing, updateCheck, events }: AppResponse) =>
  element(
    'app',
    { appid: appid === '' ? null : appid, status },
    hasPing ? element('ping', { status: 'ok' }) : '',
    updateCheck ? writeUpdateCheck(updateCheck) : '',
    element('event', { status: 'ok' }).repeat(events),
  )

const writeUpdateCheck = ({ status, urls, manifests }: UpdateCheckResponse) =>
  element(
    'updatecheck',
    { status },
    element('urls', {}, ...urls.map((codebase) => element('url', { codebase }))),
    ...manifests.map(writeManifest),
  )

const writeManifest = ({ version, floor_reason, is_target, packages, action }: Manifest) =>
  element(
    'manifest',
    {
      version,
      is_floor: floor_reason === null ? null : 'true',
      floor_reason: floor_reason === '' ? null : floor_reason,
      is_target: is_target ? 'true' : null,
    },
    element('packages', {}, ...packages.map(writePackage)),
    element('actions', {}, action ? writeAction(action) : ''),
  )

const writePackage = ({ name, hash, hash_sha256, size, required }: ManifestPackage) =>
  element('package', {
    name,
    hash: hash === '' ? null : hash,
    hash_sha256: hash_sha256 === '' ? null : hash_sha256,
    size: String(size),
    required: String(required),
  })

const writeAction = ({ event, attributes }: ManifestAction) => {
  const present = Object.entries(attributes).filter(([, value]) => value !== '' && value !== false)
  return element('action', {
    event,
    ...Object.fromEntries(present.map(([name, value]) => [name, String(value)])),
  })
}

/** `content` is XML; null attributes are left out. */
function element(name: string, attributes: Record<string, string | null>, ...content: string[]): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === null ? '' : ` ${key}="${writeAttribute(value)}"`,
  )
  return `<${name}${written.join('')}>${content.join('')}</${name}>`
}
