import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { EXPECTED_HEADER, MAX_REASON_LENGTH, REASON_HEADER } from '#contract/write-context.ts'
import { badRequest } from '#server/http/http-error.ts'
import type { IdentifyActor } from '#server/access/identify-actor.ts'

/** Who writes, why, and what they saw before; beside the request's body. */
export interface AuditContext {
  /** The signed-in name, or "local". */
  actor: string
  /** Empty where the operator entered none. */
  reason: string
  /** Fields of the resource as the operator saw them; null where the client sent none. */
  expected: object | null
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: string
    /** Reading it throws an `HttpError` where a header is not as the contract's `write-context.ts` requires. */
    auditContext: AuditContext
  }
}

/** Gives the routes of `app` `request.actor` and `request.auditContext`. */
export function installAuditContext(app: FastifyInstance, identifyActor: IdentifyActor): void {
  app.decorateRequest('actor', {
    getter() {
      return identifyActor(this)
    },
  })
  app.decorateRequest('auditContext', {
    getter() {
      return { actor: identifyActor(this), reason: reasonOf(this), expected: expectedOf(this) }
    },
  })
}

function reasonOf(request: FastifyRequest): string {
  const reason = decoded(request, REASON_HEADER).trim()
  // oxlint-disable-next-line typescript/no-misused-spread -- characters are what people count
  if ([...reason].length > MAX_REASON_LENGTH)
    throw badRequest('invalid-reason', `A reason can have at most ${MAX_REASON_LENGTH} characters.`)
  if (reason.includes('\0'))
    throw badRequest('invalid-reason', 'A reason must not contain the character NUL.')
  return reason
}

const fields = z.record(z.string(), z.unknown())

function expectedOf(request: FastifyRequest): object | null {
  const text = decoded(request, EXPECTED_HEADER)
  if (text === '') return null
  const parsed = z.safeParse(fields, jsonOrNull(text))
  if (parsed.success) return parsed.data
  throw badRequest('invalid-expected', `${EXPECTED_HEADER} must be a percent-encoded JSON object.`)
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function decoded({ headers }: FastifyRequest, name: string): string {
  const header = headers[name] ?? ''
  try {
    if (typeof header === 'string') return decodeURIComponent(header)
  } catch {
    // Refused below.
  }
  throw badRequest('invalid-header', `${name} must be percent-encoded, and not repeated.`)
}
