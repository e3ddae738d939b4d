import { isSameValue } from '#contract/write-context.ts'
import { auditSnapshot } from '#server/audit/audit-snapshot.ts'
import { fetchResource, fetchSiblingIds } from './fetch-resource.ts'
import type { Before, ResourceReads } from './proxied-write-outcome.ts'
import type { Credentials, UpstreamClient } from './upstream-client.ts'
import type { WriteTarget } from './write-target.ts'

export interface ReadsAroundWrite extends ResourceReads {
  before: Before
}

/**
 * Reads what a write may change, before the write: the resource, or for a create the resources beside it. A create that was
 * answered with an error has changed nothing if none is added.
 * @param mustRead whether to throw an `HttpError` where the resource can't be read, instead of leaving `before` undefined
 */
export async function readBeforeWrite(
  client: UpstreamClient,
  target: WriteTarget,
  credentials: Credentials,
  mustRead: boolean,
): Promise<ReadsAroundWrite> {
  const load = () => fetchResource(client, target, credentials)
  if (target.action === 'create') {
    const siblings = () => fetchSiblingIds(client, target, credentials).catch(() => null)
    const idsBefore = await siblings()
    const isUnchanged = async () => {
      const ids = await siblings()
      return idsBefore !== null && ids !== null && [...ids].every((id) => idsBefore.has(id))
    }
    return { before: null, load, isUnchanged }
  }
  const before = await load().catch((error: unknown) => {
    if (mustRead) throw error
    return undefined
  })
  const isUnchanged = async () => {
    const now = await load().catch(() => undefined)
    if (!before || !now) return before === null && now === null
    return isSameValue(auditSnapshot(target.subject, before), auditSnapshot(target.subject, now))
  }
  return { before, load, isUnchanged }
}
