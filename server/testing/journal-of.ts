import type { FastifyInstance } from 'fastify'
import { type JournalPage, journalPageSchema } from '#contract/journal.ts'
import { headersOfNote, type WriteNote } from '#contract/write-note.ts'
import { answerTo } from './rest-client.ts'

/** The journal, newest first. @param query without its question mark */
export const journalOf = (app: FastifyInstance, query = ''): Promise<JournalPage> =>
  answerTo(app, journalPageSchema, 'GET', `/platte/journal?${query}`)

/** A write with a note beside it. */
export const writeWith = (
  app: FastifyInstance,
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  body: object | null,
  note: WriteNote,
) => app.inject({ method, url, headers: headersOfNote(note), ...(body && { payload: body }) })
