import type { FastifyInstance, HTTPMethods, LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type * as z from 'zod/mini'
import { type HttpErrorBody, httpErrorSchema } from '#contract/http-error.ts'

export function ask(
  app: FastifyInstance,
  method: HTTPMethods,
  url: string,
  body?: object,
): Promise<LightMyRequestResponse> {
  return app.inject({ method, url, ...(body && { payload: body }) })
}

/** What a request that succeeds is answered. */
export async function answerTo<Schema extends z.ZodMiniType>(
  app: FastifyInstance,
  schema: Schema,
  method: HTTPMethods,
  url: string,
  body?: object,
): Promise<z.infer<Schema>> {
  const response = await ask(app, method, url, body)
  if (response.statusCode !== 200)
    throw new Error(`${method} ${url}: ${response.statusCode} ${response.body}`)
  return schema.parse(response.json())
}

/** How a request is refused; every refusal has a code and a sentence. */
export async function readHttpError(
  app: FastifyInstance,
  method: HTTPMethods,
  url: string,
  body?: object,
): Promise<HttpErrorBody & { status: number }> {
  const response = await ask(app, method, url, body)
  expect(response.headers['content-type']).toContain('application/json')
  return { status: response.statusCode, ...httpErrorSchema.parse(response.json()) }
}
