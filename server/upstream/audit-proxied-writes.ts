import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { once } from 'node:events'
import { finished } from 'node:stream'
import type { Context } from '#server/context.ts'
import { errorCode } from '#server/errors/error-code.ts'
import { credentialsOf, UpstreamClient } from './upstream-client.ts'
import { HttpError } from '#server/http/http-error.ts'
import { withKeyedMutex } from '#server/concurrency/keyed-mutex.ts'
import { insertPendingEntry, completePendingEntry, deletePendingEntry } from './pending-entry-queries.ts'
import { type Before, proxiedWriteOutcome } from './proxied-write-outcome.ts'
import { fetchResource } from './fetch-resource.ts'
import { auditColumns } from '#server/audit/record-audit-entry.ts'
import { requireExpected } from '#server/audit/require-expected.ts'
import type { Resource } from '#server/audit/audit-snapshot.ts'
import { type WriteTarget, writeTargetOf } from './write-target.ts'

/** A write that is noted and not answered yet. */
interface Pending {
  id: string
  target: WriteTarget
  before: Before
  /** Reads what is there now, in the name of whoever writes. */
  read: () => Promise<Resource | null>
  log: FastifyBaseLogger
}

export interface Answer {
  status: number
  body: Buffer
}

/** The connection was never made: nothing was sent. */
const NOT_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']

export type ProxiedWriteAudit = ReturnType<typeof createProxiedWriteAudit>

/**
 * The audit log of writes that are handed on to another update server: noted before they are sent, with what was there,
 * and completed by the answer. What a crash leaves in between is `unknown`.
 */
export function createProxiedWriteAudit(updateServer: string, { db, clock }: Context) {
  const client = new UpstreamClient(updateServer)
  /** By their requests. */
  const pending = new WeakMap<object, Pending>()

  async function begin(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const target = writeTargetOf(request.method, request.url)
    if (!target) return
    const { auditContext, log } = request
    const credentials = credentialsOf(request.headers)
    const read = () => fetchResource(client, target, credentials)
    await turnOf(reply, target)
    const before = await read().catch((error: unknown) => {
      // Without an expectation it is only the entry that lacks something.
      if (auditContext.expected === null) return undefined
      throw error
    })
    const entry = {
      updateServer,
      now: clock.now(),
      actor: request.actor,
      reason: auditContext.reason,
      target,
      before: before ?? null,
    }
    const refusal =
      target.action === 'create' ? null : caught(() => requireExpected(auditContext, entry.before))
    const id = await insertPendingEntry(db, { ...entry, message: refusal?.message ?? null }).catch(
      (error: unknown) => {
        log.error(error)
        throw new HttpError(
          503,
          'audit-log-unavailable',
          'The audit log can’t be written, so nothing was changed: see that Platte’s own database answers, then try again.',
        )
      },
    )
    if (refusal) throw refusal
    pending.set(request, { id, target, before, read, log })
  }

  /** Never throws: the answer counts, and an entry that isn't completed says that it is unknown. */
  async function complete(request: object, work: (write: Pending) => Promise<void>): Promise<void> {
    const write = pending.get(request)
    if (!write) return
    pending.delete(request)
    await work(write).catch((error: unknown) => write.log.error(error))
  }

  const answered = (request: object, answer: Answer) =>
    complete(request, async ({ id, target, before, read }) => {
      const { outcome, after, message } = await proxiedWriteOutcome(answer, { target, before }, read)
      if (outcome !== 'done') return completePendingEntry(db, id, { outcome, message })
      const entry = auditColumns({ subject: target.subject, before: before ?? null, after })
      if (entry === null && before) return deletePendingEntry(db, id)
      // Where it could not be read before, it was there nevertheless.
      const action = target.subject === 'floor' ? (entry?.action ?? target.action) : target.action
      return completePendingEntry(db, id, { ...entry, action, outcome, message })
    })

  const fail = (request: object, error: Error, { message }: HttpError) =>
    complete(request, ({ id }) => {
      const cause = error.cause instanceof Error ? error.cause : error
      const wasSent = !NOT_SENT.includes(errorCode(cause) ?? '')
      return completePendingEntry(db, id, { outcome: wasSent ? 'unknown' : 'refused', message })
    })

  return {
    /** Waits for its turn, reads what is there, makes sure that it is as expected, and notes the write. */
    begin,
    isPending: (request: object) => pending.has(request),
    answered,
    /** No answer came. */
    fail,
    stop: () => client.stop(),
  }
}

/** Keys of `withKeyedMutex`. */
const turns = {}

/** Writes to one thing through this process go one after the other, so that what was read still holds. */
function turnOf(reply: FastifyReply, { subject, id }: WriteTarget): Promise<void> {
  if (id === null) return Promise.resolve()
  const end = new AbortController()
  finished(reply.raw, () => end.abort())
  return new Promise((resolve) => {
    void withKeyedMutex(turns, `${subject} ${id}`, () => {
      resolve()
      return once(end.signal, 'abort')
    })
  })
}

function caught(check: () => void): HttpError | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof HttpError) return error
    throw error
  }
}
