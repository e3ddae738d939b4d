import * as z from 'zod/mini'
import type { AuditEntry } from '#contract/audit-log.ts'
import { isSameValue } from '#contract/write-context.ts'
import { isResource, auditSnapshot, type Resource } from '#server/audit/audit-snapshot.ts'
import type { Answer } from './audit-proxied-writes.ts'
import type { WriteTarget } from './write-target.ts'

type Outcome = Pick<AuditEntry, 'outcome' | 'message'> & { after: Resource | null }

/** Undefined where it could not be read. */
export type Before = Resource | null | undefined

const refusal = z.object({ message: z.string() })

/**
 * What an update server's answer says of a write. A Nebraska refuses with a 500, and may fail with one after it has
 * written: then only looking again tells.
 */
export async function proxiedWriteOutcome(
  { status, body }: Answer,
  { target, before }: { target: WriteTarget; before: Before },
  read: () => Promise<Resource | null>,
): Promise<Outcome> {
  const told = jsonOf(body)
  if (status >= 200 && status < 300) {
    const after = target.action === 'delete' ? null : target.subject === 'floor' ? await read() : told
    return { outcome: 'done', message: null, after }
  }
  const words = refusal.safeParse(told)
  const message =
    words.success && words.data.message !== '' ? words.data.message : `It was answered with status ${status}.`
  const mayHaveChanged = status >= 500 && (target.id === null || !(await isStill(before, target, read)))
  return { outcome: mayHaveChanged ? 'unknown' : 'refused', message, after: null }
}

async function isStill(before: Before, { subject }: WriteTarget, read: () => Promise<Resource | null>) {
  const now = await read().catch(() => undefined)
  if (!before || !now) return before === null && now === null
  return isSameValue(auditSnapshot(subject, before), auditSnapshot(subject, now))
}

function jsonOf(body: Buffer): Resource | null {
  try {
    const told: unknown = JSON.parse(body.toString('utf8'))
    return isResource(told) ? told : null
  } catch {
    return null
  }
}
