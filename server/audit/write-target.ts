import type { AuditAction, AuditSubject } from '#contract/audit-log.ts'

/** What a request to the API is to write, by its method and path alone. */
export interface WriteTarget {
  action: AuditAction
  subject: AuditSubject
  /** As the path names it: by id or product id. */
  application: string | null
  /** Null for what is to be made; of a floor that of its channel. */
  id: string | null
  /** Of a floor. */
  package_id: string | null
}

const ACTIONS: Record<string, AuditAction> = { POST: 'create', PUT: 'replace', DELETE: 'delete' }

const PATHS: readonly [AuditSubject, RegExp][] = [
  ['application', /^\/api\/apps(?:\/(?<id>[^/]+))?$/],
  ['group', /^\/api\/apps\/(?<application>[^/]+)\/groups(?:\/(?<id>[^/]+))?$/],
  ['channel', /^\/api\/apps\/(?<application>[^/]+)\/channels(?:\/(?<id>[^/]+))?$/],
  ['package', /^\/api\/apps\/(?<application>[^/]+)\/packages(?:\/(?<id>[^/]+))?$/],
  ['floor', /^\/api\/channels\/(?<id>[^/]+)\/floors\/(?<package_id>[^/]+)$/],
  ['instance', /^\/api\/instances\/(?<id>[^/]+)$/],
]

/** Null for what writes nothing that the audit log knows. */
export function writeTargetOf(method: string, url: string): WriteTarget | null {
  const action = ACTIONS[method]
  if (!action) return null
  const path = url.replace(/[?#].*$/s, '').replace(/\/$/, '')
  for (const [subject, pattern] of PATHS) {
    const found = pattern.exec(path)
    if (!found) continue
    const part = (name: string) => decoded(found.groups?.[name])
    const [id, named, package_id] = [part('id'), part('application'), part('package_id')]
    if ((action === 'create') !== (id === null)) return null
    return { action, subject, application: subject === 'application' ? id : named, id, package_id }
  }
  return null
}

function decoded(part: string | undefined): string | null {
  if (part === undefined) return null
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
