import type { FastifyInstance, HTTPMethods, LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type * as z from 'zod/mini'
import { type HttpErrorBody, httpErrorSchema } from '#contract/http-error.ts'

/** A POST has it also without a body, as the dashboard's. */
const JSON_TYPE = { 'content-type': 'application/json' }

export function sendRequest(
  app: FastifyInstance,
  method: HTTPMethods,
  url: string,
  body?: object,
): Promise<LightMyRequestResponse> {
  return app.inject({
    method,
    url,
    ...(body ? { payload: body } : method === 'POST' && { headers: JSON_TYPE }),
  })
}

/** The parsed body of a response that must have status 200. */
export async function requestJson<Schema extends z.ZodMiniType>(
  app: FastifyInstance,
  schema: Schema,
  method: HTTPMethods,
  url: string,
  body?: object,
): Promise<z.infer<Schema>> {
  const response = await sendRequest(app, method, url, body)
  if (response.statusCode !== 200)
    throw new Error(`${method} ${url}: ${response.statusCode} ${response.body}`)
  return schema.parse(response.json())
}

/** The error of a request that must fail: every error has a code and a message. */
export async function requestHttpError(
  app: FastifyInstance,
  method: HTTPMethods,
  url: string,
  body?: object,
): Promise<HttpErrorBody & { status: number }> {
  const response = await sendRequest(app, method, url, body)
  expect(response.headers['content-type']).toContain('application/json')
  return { status: response.statusCode, ...httpErrorSchema.parse(response.json()) }
}
