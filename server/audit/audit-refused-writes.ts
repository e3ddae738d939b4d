import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { httpErrorSchema } from '#contract/http-error.ts'
import { requireApplication } from '#server/applications/application-queries.ts'
import { findApplicationId, requireApplicationId } from '#server/application-scope/find-application.ts'
import { requireChannel } from '#server/channels/channel-queries.ts'
import type { Context } from '#server/context.ts'
import type { Schema } from '#server/database/schema.ts'
import { floorOf } from '#server/floors/floor-of.ts'
import { requireGroup } from '#server/groups/group-queries.ts'
import { HttpError } from '#server/http/http-error.ts'
import { parseId } from '#server/http/request-values.ts'
import { findAlias } from '#server/nodes/node-queries.ts'
import { requirePackage } from '#server/packages/package-queries.ts'
import { nameResource, type Named, type Thing } from './audit-snapshot.ts'
import { type WriteTarget, writeTargetOf } from './write-target.ts'

/** Such a request came from another page, or asked what isn't here. */
const NO_WRITES = new Set([403, 405, 415, 421])

/** Notes which writes of `app`'s routes were refused, and why. */
export function auditRefusedWrites(app: FastifyInstance, context: Context): void {
  app.addHook('preSerialization', async (request, reply, payload) => {
    if (reply.statusCode < 400 || NO_WRITES.has(reply.statusCode)) return payload
    const target = writeTargetOf(request.method, request.url)
    const refusal = httpErrorSchema.safeParse(payload)
    if (target && refusal.success)
      await note(context, request, target, { status: reply.statusCode, message: refusal.data.message }).catch(
        (error: unknown) => request.log.error(error),
      )
    return payload
  })
}

async function note(
  { db, clock }: Context,
  request: FastifyRequest,
  target: WriteTarget,
  { status, message }: { status: number; message: string },
): Promise<void> {
  const { action, subject } = target
  await db
    .insertInto('audit_log')
    .values({
      ...(await nameTarget(db, target, request.body, clock.now())),
      update_server: null,
      created_ts: clock.now(),
      actor: request.actor,
      action,
      subject,
      before: null,
      after: null,
      reason: reasonOf(request),
      // It has failed, perhaps after it had written.
      outcome: status >= 500 ? 'unknown' : 'refused',
      message,
    })
    .execute()
}

/** The reason may be what was refused. */
function reasonOf(request: FastifyRequest): string {
  try {
    return request.write.reason
  } catch {
    return ''
  }
}

async function nameTarget(db: Kysely<Schema>, target: WriteTarget, body: unknown, now: Date): Promise<Named> {
  const { subject, application, id } = target
  const found = await findThing(db, target, now)
  if (found) return nameResource(subject, found)
  const asked: Thing = typeof body === 'object' ? { ...body } : {}
  return {
    ...nameResource(subject, asked),
    application_id: application === null ? null : await findApplicationId(db, application),
    subject_id: id,
  }
}

async function findThing(db: Kysely<Schema>, target: WriteTarget, now: Date): Promise<Thing | null> {
  try {
    return await readThing(db, target, now)
  } catch (error) {
    if (error instanceof HttpError) return null
    throw error
  }
}

/** Refuses what isn't there. */
async function readThing(
  db: Kysely<Schema>,
  { subject, id: named, package_id: ofFloor }: WriteTarget,
  now: Date,
): Promise<Thing | null> {
  if (named === null) return null
  if (subject === 'instance') return findAlias(db, named)
  if (subject === 'application') return requireApplication(db, await requireApplicationId(db, named), now)
  const id = parseId(named)
  if (id === null) return null
  if (subject === 'group') return requireGroup(db, id)
  if (subject === 'package') return requirePackage(db, id)
  const channel = await requireChannel(db, id)
  const packageId = parseId(ofFloor ?? '')
  if (subject === 'channel' || packageId === null) return channel
  return floorOf(channel, await requirePackage(db, packageId), null)
}
