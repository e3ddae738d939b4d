import * as z from 'zod/mini'
import type { AuditEntry } from '#contract/audit-log.ts'
import { isSameValue } from '#contract/write-context.ts'
import { auditSnapshot, isResource, type Resource } from '#server/audit/audit-snapshot.ts'
import type { WriteTarget } from './write-target.ts'

export interface UpstreamResponse {
  status: number
  body: Buffer
}

type Outcome = Pick<AuditEntry, 'outcome' | 'message'> & { after: Resource | null }

/** The resource before the write; null where there was none, undefined where it could not be read. */
export type Before = Resource | null | undefined

const errorBody = z.object({ message: z.string() })

/**
 * The outcome of a write by the update server's response. A Nebraska refuses a write with status 500, and may respond
 * with 500 after it has written too: then the resource is read again.
 */
export async function proxiedWriteOutcome(
  { status, body }: UpstreamResponse,
  { target, before }: { target: WriteTarget; before: Before },
  load: () => Promise<Resource | null>,
): Promise<Outcome> {
  const json = parseResource(body)
  if (status >= 200 && status < 300) {
    const after = target.action === 'delete' ? null : target.subject === 'floor' ? await load() : json
    return { outcome: 'done', message: null, after }
  }
  const error = errorBody.safeParse(json)
  const message =
    error.success && error.data.message !== ''
      ? error.data.message
      : `The update server responded with status ${status}.`
  const mayHaveChanged = status >= 500 && (target.id === null || !(await isUnchanged(before, target, load)))
  return { outcome: mayHaveChanged ? 'unknown' : 'refused', message, after: null }
}

async function isUnchanged(before: Before, { subject }: WriteTarget, load: () => Promise<Resource | null>) {
  const now = await load().catch(() => undefined)
  if (!before || !now) return before === null && now === null
  return isSameValue(auditSnapshot(subject, before), auditSnapshot(subject, now))
}

/** Null where the body is not a JSON object. */
function parseResource(body: Buffer): Resource | null {
  try {
    const json: unknown = JSON.parse(body.toString('utf8'))
    return isResource(json) ? json : null
  } catch {
    return null
  }
}
