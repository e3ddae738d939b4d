import * as z from 'zod/mini'
import type { Random } from '#contract/random.ts'

const jsonSchema = z.record(z.string(), z.unknown())
type JsonSchema = z.infer<typeof jsonSchema>

const operationSchema = z.object({
  operationId: z.string(),
  parameters: z.optional(
    z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: jsonSchema })),
  ),
  requestBody: z.optional(z.object({ content: z.record(z.string(), z.object({ schema: jsonSchema })) })),
})

/** The parts of an OpenAPI document that requests are made from. */
export const openApiSchema = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), jsonSchema) }),
})
export type OpenApiDocument = z.infer<typeof openApiSchema>

export interface RandomRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  payload?: string
}

/** Values that many a server fails at. */
const HOSTILE = [
  null,
  '',
  ' ',
  '\0',
  '\uD800',
  '💥‮',
  "'; drop table instances; --",
  '%',
  '../..',
  'x'.repeat(2000),
  '1.2.3',
  '99999999999999999999.0.0',
  '-1',
  'NaN',
  '1e400',
  -1,
  0.5,
  2 ** 53,
  1e308,
  true,
  [],
  [[]],
  {},
  { __proto__: null, constructor: 1 },
] as const

const HOSTILE_SHARE = 0.15
const MISSING_SHARE = 0.1
const TEXTS = [
  '1.2.3',
  '2.0.0-beta.1',
  'stable',
  'UTC',
  '15 minutes',
  '2026-08-06T14:30:18Z',
  '1d',
  '10',
] as const

const isMethod = (method: string): method is RandomRequest['method'] =>
  ['GET', 'POST', 'PUT', 'DELETE'].includes(method)

/** Makes requests by an OpenAPI document: most are nearly valid. @param ids of resources that there are */
export class RequestFuzzer {
  readonly #random: Random
  readonly #ids: readonly [string, ...string[]]
  readonly #document: OpenApiDocument

  constructor(document: OpenApiDocument, random: Random, ids: readonly [string, ...string[]]) {
    this.#document = document
    this.#random = random
    this.#ids = ids
  }

  /** One request to each operation. */
  requests(): RandomRequest[] {
    return Object.entries(this.#document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([name, operation]) => {
        const method = name.toUpperCase()
        return isMethod(method) ? this.#request(method, path, operation) : []
      }),
    )
  }

  #request(
    method: RandomRequest['method'],
    path: string,
    { parameters = [], requestBody }: z.infer<typeof operationSchema>,
  ): RandomRequest {
    const inPath = path.replaceAll(/\{\w+\}/g, () =>
      encode(this.#random.chance(0.8) ? this.#id() : this.#hostile()),
    )
    const query = parameters
      .filter(({ in: place, required }) => place === 'query' && (required || this.#random.chance(0.5)))
      .map(({ name, schema }) => `${name}=${encode(this.#value(schema, 0))}`)
    const url = query.length === 0 ? inPath : `${inPath}?${query.join('&')}`
    const body = requestBody?.content['application/json']?.schema
    return { method, url, ...(body && { payload: JSON.stringify(this.#value(body, 0)) }) }
  }

  #id = () => this.#random.pick(this.#ids)

  #hostile(): unknown {
    return HOSTILE[this.#random.integer(0, HOSTILE.length - 1)]
  }

  #value(schema: JsonSchema, depth: number): unknown {
    const { $ref, anyOf, oneOf, enum: values, type, format, items } = schema
    if (this.#random.chance(HOSTILE_SHARE) || depth > 6) return this.#hostile()
    if (typeof $ref === 'string') return this.#value(this.#named($ref), depth + 1)
    const choices = anyOf ?? oneOf ?? values
    if (Array.isArray(choices) && choices.length > 0) {
      const choice: unknown = choices[this.#random.integer(0, choices.length - 1)]
      const parsed = choices === values ? null : z.safeParse(jsonSchema, choice)
      return parsed?.success ? this.#value(parsed.data, depth + 1) : choice
    }
    if (type === 'string')
      return format === 'uuid' || this.#random.chance(0.3) ? this.#id() : this.#random.pick(TEXTS)
    if (type === 'integer') return this.#random.integer(-2, 100)
    if (type === 'number') return this.#random.between(-2, 100)
    if (type === 'boolean') return this.#random.chance(0.5)
    if (type === 'null') return null
    const parsed = z.safeParse(jsonSchema, items)
    if (type === 'array' && parsed.success)
      return Array.from({ length: this.#random.integer(0, 3) }, () => this.#value(parsed.data, depth + 1))
    return type === 'object' ? this.#object(schema, depth) : this.#hostile()
  }

  #object({ properties }: JsonSchema, depth: number): object {
    const parsed = z.safeParse(z.record(z.string(), jsonSchema), properties)
    const fields = parsed.success ? Object.entries(parsed.data) : []
    return Object.fromEntries(
      fields
        .filter(() => !this.#random.chance(MISSING_SHARE))
        .map(([name, schema]) => [name, this.#value(schema, depth + 1)]),
    )
  }

  #named = (ref: string): JsonSchema => this.#document.components.schemas[ref.split('/').at(-1) ?? ''] ?? {}
}

/** A lone surrogate can't be encoded, and is left out. */
const encode = (value: unknown) =>
  encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('\uD800', ''))
