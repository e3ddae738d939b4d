import type { AuditAction, AuditSubject } from '#contract/audit-log.ts'
import { ACTION_OF_METHOD } from '#server/audit/route-audit.ts'

/** What a request to the update server's API writes, by its method and path alone. */
export interface WriteTarget {
  action: AuditAction
  subject: AuditSubject
  /** The application in the path, by id or product id; null where the path has none. */
  application: string | null
  /** Null for a create; for a floor the id of its channel. */
  id: string | null
  /** The package of a floor; null for any other subject. */
  package_id: string | null
}

const PATHS: readonly [AuditSubject, RegExp][] = [
  ['application', /^\/api\/apps(?:\/(?<id>[^/]+))?$/],
  ['group', /^\/api\/apps\/(?<application>[^/]+)\/groups(?:\/(?<id>[^/]+))?$/],
  ['channel', /^\/api\/apps\/(?<application>[^/]+)\/channels(?:\/(?<id>[^/]+))?$/],
  ['package', /^\/api\/apps\/(?<application>[^/]+)\/packages(?:\/(?<id>[^/]+))?$/],
  ['floor', /^\/api\/channels\/(?<id>[^/]+)\/floors\/(?<package_id>[^/]+)$/],
  ['instance', /^\/api\/instances\/(?<id>[^/]+)$/],
]

/** Null for a request that writes nothing the audit log covers. Proxied routes declare no audit, so the path decides. */
export function writeTargetOf(method: string, url: string): WriteTarget | null {
  const action = ACTION_OF_METHOD[method]
  if (!action) return null
  const path = url.replace(/[?#].*$/s, '').replace(/\/$/, '')
  for (const [subject, pattern] of PATHS) {
    const match = pattern.exec(path)
    if (!match) continue
    const part = (name: string) => decoded(match.groups?.[name])
    const [id, application, package_id] = [part('id'), part('application'), part('package_id')]
    if ((action === 'create') !== (id === null)) return null
    return { action, subject, application: subject === 'application' ? id : application, id, package_id }
  }
  return null
}

/** As sent where its percent signs are invalid. */
function decoded(part: string | undefined): string | null {
  if (part === undefined) return null
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
