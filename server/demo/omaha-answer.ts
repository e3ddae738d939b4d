import { XMLParser } from 'fast-xml-parser'
import * as z from 'zod/mini'
import type { NodeAnswer } from './node-request.ts'

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', processEntities: false })

const answerSchema = z.object({
  response: z.object({
    app: z.object({
      status: z.string(),
      updatecheck: z.optional(
        z.object({ status: z.string(), manifest: z.optional(z.object({ version: z.string() })) }),
      ),
    }),
  }),
})

/** What the server says to a node with one application. Throws when it isn't an Omaha answer. */
export function readOmahaAnswer(xml: string): NodeAnswer {
  const { app } = answerSchema.parse(parser.parse(xml)).response
  if (app.status.startsWith('error-')) return { kind: 'refusal', reason: app.status.slice('error-'.length) }
  const version = app.updatecheck?.status === 'ok' ? app.updatecheck.manifest?.version : undefined
  return version === undefined ? { kind: 'nothing' } : { kind: 'update', version }
}
