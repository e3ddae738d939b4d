import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { once } from 'node:events'
import { finished } from 'node:stream'
import type { Resource } from '#server/audit/audit-snapshot.ts'
import { auditColumns } from '#server/audit/record-audit-entry.ts'
import { requireExpected } from '#server/audit/require-expected.ts'
import { withKeyedMutex } from '#server/concurrency/keyed-mutex.ts'
import type { Context } from '#server/context.ts'
import { errorCode } from '#server/errors/error-code.ts'
import { HttpError } from '#server/http/http-error.ts'
import { fetchResource } from './fetch-resource.ts'
import { completePendingEntry, deletePendingEntry, insertPendingEntry } from './pending-entry-queries.ts'
import { type Before, proxiedWriteOutcome, type UpstreamResponse } from './proxied-write-outcome.ts'
import { credentialsOf, UpstreamClient } from './upstream-client.ts'
import { causeOf } from './upstream-unreachable.ts'
import { type WriteTarget, writeTargetOf } from './write-target.ts'

/** A write that is forwarded and has no response yet. */
interface PendingWrite {
  entryId: string
  target: WriteTarget
  before: Before
  /** Loads the resource as it is now, with the writer's credentials. */
  load: () => Promise<Resource | null>
  log: FastifyBaseLogger
}

/** The connection failed before anything was sent. */
const NOT_SENT_CODES = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']

/**
 * Audits writes that are forwarded to another update server. The entry is inserted before the write is sent, with the
 * resource as it was, and completed by the response; after a crash in between its outcome stays `unknown`.
 */
export class ProxiedWriteAudit {
  readonly #updateServer: string
  readonly #context: Context
  readonly #client: UpstreamClient
  readonly #pendingWrites = new WeakMap<object, PendingWrite>()

  constructor(updateServer: string, context: Context) {
    this.#updateServer = updateServer
    this.#context = context
    this.#client = new UpstreamClient(updateServer)
  }

  /** Waits for earlier writes to the resource, loads it, checks the expectation and inserts the pending entry. */
  async begin(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const target = writeTargetOf(request.method, request.url)
    if (!target) return
    const { auditContext, log } = request
    const credentials = credentialsOf(request.headers)
    const load = () => fetchResource(this.#client, target, credentials)
    await waitForTurn(reply, target)
    const before = await load().catch((error: unknown) => {
      // Without an expectation, only the entry's `before` is missing.
      if (auditContext.expected === null) return undefined
      throw error
    })
    const expectationError =
      target.action === 'create' ? null : httpErrorOf(() => requireExpected(auditContext, before ?? null))
    const entryId = await this.#insertEntry(request, target, before ?? null, expectationError)
    if (expectationError) throw expectationError
    this.#pendingWrites.set(request, { entryId, target, before, load, log })
  }

  isPending(request: object): boolean {
    return this.#pendingWrites.has(request)
  }

  async complete(request: object, response: UpstreamResponse): Promise<void> {
    const { db } = this.#context
    await this.#finish(request, async ({ entryId, target, before, load }) => {
      const { outcome, after, message } = await proxiedWriteOutcome(response, { target, before }, load)
      if (outcome !== 'done') return completePendingEntry(db, entryId, { outcome, message })
      const columns = auditColumns({ subject: target.subject, before: before ?? null, after })
      if (columns === null && before) return deletePendingEntry(db, entryId)
      // A PUT or DELETE had a resource to write to even where it could not be read; only a floor's PUT may create it.
      const action = target.subject === 'floor' ? (columns?.action ?? target.action) : target.action
      return completePendingEntry(db, entryId, { ...columns, action, outcome, message })
    })
  }

  /** Completes the entry of a write that got no response. */
  async fail(request: object, error: Error, { message }: HttpError): Promise<void> {
    await this.#finish(request, ({ entryId }) => {
      const wasSent = !NOT_SENT_CODES.includes(errorCode(causeOf(error)) ?? '')
      const outcome = wasSent ? 'unknown' : 'refused'
      return completePendingEntry(this.#context.db, entryId, { outcome, message })
    })
  }

  /** Completes the entry of a write that the update server doesn't know, so that nothing was changed. */
  async refuse(request: object, { message }: HttpError): Promise<void> {
    await this.#finish(request, ({ entryId }) =>
      completePendingEntry(this.#context.db, entryId, { outcome: 'refused', message }),
    )
  }

  stop(): void {
    this.#client.stop()
  }

  async #insertEntry(
    { actor, auditContext, log }: FastifyRequest,
    target: WriteTarget,
    before: Resource | null,
    expectationError: HttpError | null,
  ): Promise<string> {
    const { db, clock } = this.#context
    const { reason } = auditContext
    const [updateServer, errorMessage] = [this.#updateServer, expectationError?.message ?? null]
    const entry = { updateServer, now: clock.now(), actor, reason, target, before, errorMessage }
    return insertPendingEntry(db, entry).catch((error: unknown) => {
      log.error(error)
      throw new HttpError(
        503,
        'audit-log-unavailable',
        'The audit log can’t be written, so nothing was changed: check that Platte’s own database is up, then try again.',
      )
    })
  }

  /** Never throws: the client gets the response, and an entry that isn't completed stays `unknown`. */
  async #finish(request: object, complete: (write: PendingWrite) => Promise<void>): Promise<void> {
    const write = this.#pendingWrites.get(request)
    if (!write) return
    this.#pendingWrites.delete(request)
    await complete(write).catch((error: unknown) => write.log.error(error))
  }
}

/** The owner of the mutex keys. */
const mutexOwner = {}

/**
 * Resolves when no earlier write to the resource through this process is in progress, and holds later ones until the
 * reply is finished: so what was loaded before a write still holds when it is forwarded.
 */
function waitForTurn(reply: FastifyReply, { subject, id }: WriteTarget): Promise<void> {
  if (id === null) return Promise.resolve()
  const end = new AbortController()
  finished(reply.raw, () => end.abort())
  return new Promise((resolve) => {
    void withKeyedMutex(mutexOwner, `${subject} ${id}`, () => {
      resolve()
      return once(end.signal, 'abort')
    })
  })
}

function httpErrorOf(check: () => void): HttpError | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof HttpError) return error
    throw error
  }
}
