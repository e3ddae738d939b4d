import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { finished } from 'node:stream'
import type { AuditedResource } from '#contract/audit-log.ts'
import { auditColumns } from '#server/audit/record-audit-entry.ts'
import { requireExpected } from '#server/audit/require-expected.ts'
import { acquireKeyedMutex } from '#server/concurrency/keyed-mutex.ts'
import type { Context } from '#server/context.ts'
import { errorCode } from '#server/errors/error-code.ts'
import { isLoggedAsOutage } from '#server/errors/database-failure.ts'
import { badRequest, HttpError } from '#server/http/http-error.ts'
import { completePendingEntry, deletePendingEntry, insertPendingEntry } from './pending-entry-queries.ts'
import { proxiedWriteOutcome, type UpstreamResponse } from './proxied-write-outcome.ts'
import { readBeforeWrite, type ReadsAroundWrite } from './reads-around-write.ts'
import { credentialsOf, type UpstreamAddress, UpstreamClient } from './upstream-client.ts'
import { causeOf } from './upstream-unreachable.ts'
import { type WriteTarget, writeTargetOf } from './write-target.ts'

/** A write that is forwarded and has no response yet. */
interface PendingWrite {
  entryId: string
  target: WriteTarget
  reads: ReadsAroundWrite
  /** Lets the next write to the resource begin. */
  release: () => void
  log: FastifyBaseLogger
}

/** The connection failed before anything was sent. */
const NOT_SENT_CODES = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'client-left',
  'not-forwarded',
]

/** Nobody receives these three; the audit log stores their messages. */
const CLIENT_LEFT = badRequest('client-left', 'The client left before the write was sent.')
const NOT_FORWARDED = badRequest('not-forwarded', 'The write was not sent to the update server.')
const INCOMPLETE = badRequest('incomplete', 'The client left before its whole request had arrived.')

/**
 * Audits writes that are forwarded to another update server. The entry is inserted before the write is sent, with the
 * resource as it was, and completed by the response; after a crash in between its outcome stays `unknown`.
 */
export class ProxiedWriteAudit {
  readonly #updateServer: string
  readonly #context: Context
  readonly #client: UpstreamClient
  readonly #pendingWrites = new WeakMap<object, PendingWrite>()

  constructor(upstream: UpstreamAddress, context: Context) {
    this.#updateServer = upstream.url
    this.#context = context
    this.#client = new UpstreamClient(upstream, { isUrgent: true })
  }

  /**
   * Waits for earlier writes to the resource, loads it, checks the expectation and inserts the pending entry. Later
   * writes wait until this one has its response, also when its client leaves: the update server may still carry it out.
   */
  async begin(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const target = writeTargetOf(request.method, request.url)
    if (!target) return
    const release = await this.#waitForMutex(target)
    try {
      await this.#beginUnderMutex(request, reply, { target, release })
    } catch (error) {
      release()
      throw error
    }
  }

  async #beginUnderMutex(
    request: FastifyRequest,
    { raw }: FastifyReply,
    { target, release }: Pick<PendingWrite, 'target' | 'release'>,
  ): Promise<void> {
    if (raw.destroyed) throw CLIENT_LEFT
    const { auditContext, log } = request
    const credentials = credentialsOf(request.headers)
    // Without an expectation, only the entry's `before` is missing.
    const mustRead = auditContext.expected !== null
    const reads = await readBeforeWrite(this.#client, target, credentials, mustRead)
    const { before } = reads
    if (raw.destroyed) throw CLIENT_LEFT
    const expectationError =
      target.action === 'create' ? null : httpErrorOf(() => requireExpected(auditContext, before ?? null))
    const entryId = await this.#insertEntry(request, target, before ?? null, expectationError)
    if (expectationError) throw expectationError
    this.#pendingWrites.set(request, { entryId, target, reads, release, log })
    // Without a body nothing reads the request, which would then count as aborted once its client leaves.
    if (request.body === undefined) request.raw.resume()
    finished(raw, () => void this.#abandonUnlessInProgress(request, raw.writableFinished))
    if (raw.destroyed) {
      await this.fail(request, CLIENT_LEFT, CLIENT_LEFT)
      throw CLIENT_LEFT
    }
  }

  /**
   * Ends a write that will get no response: one whose client left before its body had arrived, and one that was
   * answered without being forwarded, such as to an invalid address.
   */
  async #abandonUnlessInProgress(request: FastifyRequest, isAnswered: boolean): Promise<void> {
    if (isAnswered) await this.fail(request, NOT_FORWARDED, NOT_FORWARDED)
    else if (request.raw.readableAborted) await this.fail(request, INCOMPLETE, INCOMPLETE)
  }

  isPending(request: object): boolean {
    return this.#pendingWrites.has(request)
  }

  async complete(request: object, response: UpstreamResponse): Promise<void> {
    const { db } = this.#context
    await this.#finish(request, async ({ entryId, target, reads }) => {
      const { before } = reads
      const { outcome, after, message } = await proxiedWriteOutcome(response, target, reads)
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
    before: AuditedResource | null,
    expectationError: HttpError | null,
  ): Promise<string> {
    const { db, clock } = this.#context
    const { reason } = auditContext
    const [updateServer, errorMessage] = [this.#updateServer, expectationError?.message ?? null]
    const entry = { updateServer, now: clock.now(), actor, reason, target, before, errorMessage }
    return insertPendingEntry(db, entry).catch((error: unknown) => {
      if (!isLoggedAsOutage(error)) log.error(error)
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
    await complete(write)
      .catch((error: unknown) => {
        if (!isLoggedAsOutage(error)) write.log.error(error)
      })
      .finally(write.release)
  }

  /** Waits for the writes to the resource that this process received earlier. Nothing writes to what is yet created. */
  async #waitForMutex({ subject, id }: WriteTarget): Promise<() => void> {
    return id === null ? () => {} : acquireKeyedMutex(this, `${subject} ${id.toLowerCase()}`)
  }
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
