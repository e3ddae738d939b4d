import * as z from 'zod/mini'
import { type AuditedResource, type AuditEntry, isAuditedResource } from '#contract/audit-log.ts'
import type { WriteTarget } from './write-target.ts'

export interface UpstreamResponse {
  status: number
  body: Buffer
}

type Outcome = Pick<AuditEntry, 'outcome' | 'message'> & { after: AuditedResource | null }

/** How the update server is asked, with the writer's credentials, what became of a write. */
export interface ResourceReads {
  /** The resource as it is now; null where there is none. */
  load: () => Promise<AuditedResource | null>
  /** Whether the write surely changed nothing; false also where that can't be read. */
  isUnchanged: () => Promise<boolean>
}

/** The resource before the write; null where there was none, undefined where it could not be read. */
export type Before = AuditedResource | null | undefined

const errorBody = z.object({ message: z.string() })

/**
 * The outcome of a write by the update server's response. A Nebraska refuses a write with status 500, and may respond
 * with 500 after it has written too: then what it writes to is read again.
 */
export async function proxiedWriteOutcome(
  { status, body }: UpstreamResponse,
  target: WriteTarget,
  { load, isUnchanged }: ResourceReads,
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
  const mayHaveChanged = status >= 500 && !(await isUnchanged())
  return { outcome: mayHaveChanged ? 'unknown' : 'refused', message, after: null }
}

/** Null where the body is not a JSON object. */
function parseResource(body: Buffer): AuditedResource | null {
  try {
    const json: unknown = JSON.parse(body.toString('utf8'))
    return isAuditedResource(json) ? json : null
  } catch {
    return null
  }
}
