import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { type TestNodeRequest, sendOmaha } from './omaha-node.ts'

export type TestEvents = NonNullable<TestNodeRequest['events']>

/** A node checks in without an event. */
export const sendCheckIn = (app: FastifyInstance, machine: string, version = '1.0.0') =>
  sendOmaha(app, { machine, version })

/** A node reports events without checking for updates. */
export const reportEvents = (app: FastifyInstance, machine: string, version: string, events: TestEvents) =>
  sendOmaha(app, { machine, version, ping: false, check: false, events })

/** The machine's row in its only application. */
export const readNodeRow = (db: Kysely<Schema>, machine: string) =>
  db
    .selectFrom('instance_applications')
    .selectAll()
    .where('instance_id', '=', machine)
    .executeTakeFirstOrThrow()

/** The machine's status history, oldest first. */
export const readHistoryRows = (db: Kysely<Schema>, machine: string) =>
  db
    .selectFrom('instance_status_history')
    .select(['status', 'version', 'error_code', 'created_ts'])
    .where('instance_id', '=', machine)
    .orderBy('id')
    .execute()
