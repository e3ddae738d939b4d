import { XMLParser } from 'fast-xml-parser'
import * as z from 'zod/mini'
import type { NodeResponse } from './node-response.ts'

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', processEntities: false })

const responseSchema = z.object({
  response: z.object({
    app: z.object({
      status: z.string(),
      updatecheck: z.optional(
        z.object({ status: z.string(), manifest: z.optional(z.object({ version: z.string() })) }),
      ),
    }),
  }),
})

const ERROR_PREFIX = 'error-'

/** The server's response to a request for one application. Throws when it isn't an Omaha response. */
export function parseOmahaResponse(xml: string): NodeResponse {
  const { app } = responseSchema.parse(parser.parse(xml)).response
  if (app.status.startsWith(ERROR_PREFIX))
    return { kind: 'error', reason: app.status.slice(ERROR_PREFIX.length) }
  const version = app.updatecheck?.status === 'ok' ? app.updatecheck.manifest?.version : undefined
  return version === undefined ? { kind: 'no-update' } : { kind: 'update', version }
}
