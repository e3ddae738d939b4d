import * as z from 'zod/mini'
import { applicationSchema } from '#contract/application.ts'
import { channelSchema } from '#contract/channel.ts'
import { groupSchema } from '#contract/group.ts'
import { httpErrorSchema } from '#contract/http-error.ts'
import { instanceSchema } from '#contract/instance.ts'
import { packageSchema } from '#contract/package.ts'
import type { Operation } from './operations.ts'

type JsonSchema = Record<string, unknown>

/** A route with the schemas that validate its requests. */
export interface DescribedRoute {
  method: string
  /** With `:name` for a parameter. */
  url: string
  /** Everybody may use it. */
  isPublic: boolean
  params?: unknown
  querystring?: unknown
  body?: unknown
  operation: Operation
}

/** Schemas that the document names; others stand where they are used. */
const NAMED = z.registry<{ id: string }>()
NAMED.add(applicationSchema, { id: 'Application' })
NAMED.add(groupSchema, { id: 'Group' })
NAMED.add(channelSchema, { id: 'Channel' })
NAMED.add(packageSchema, { id: 'Package' })
NAMED.add(instanceSchema, { id: 'Instance' })
NAMED.add(httpErrorSchema, { id: 'Error' })

/** Builds an OpenAPI 3.1 document from the contract's schemas. */
export function openApiDocument(routes: readonly DescribedRoute[], version: string): object {
  const components = new Map<string, JsonSchema>()
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = (paths[pathOf(route.url)] ??= {})
    path[route.method.toLowerCase()] = operationObject(route, components)
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Platte',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'The REST API of an update server, as Nebraska has it, and what Platte adds below /platte/. Nodes speak Omaha at /v1/update, which is XML and not described here.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: Object.fromEntries(components),
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  }
}

const pathOf = (url: string) => url.replaceAll(/:(\w+)/g, '{$1}')

function operationObject(route: DescribedRoute, components: Map<string, JsonSchema>): object {
  const { url, operation, querystring, body, isPublic } = route
  const toSchema = (schema: unknown, io: 'input' | 'output') => jsonSchema(schema, io, components)
  const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const inPath = propertiesOf(toSchema(route.params, 'input'))
  const inQuery = toSchema(querystring, 'input')
  const parameters = [
    ...names.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: inPath[name] ?? { type: 'string' },
    })),
    ...Object.entries(propertiesOf(inQuery)).map(([name, schema]) => ({
      name,
      in: 'query',
      required: requiredOf(inQuery).includes(name),
      schema: withoutText(schema),
    })),
  ]
  const content = (schema: JsonSchema, mediaType = 'application/json') => ({ [mediaType]: { schema } })
  const success = operation.response
    ? {
        200: {
          description: 'Done.',
          content: content(toSchema(operation.response, 'output'), operation.mediaType),
        },
      }
    : { 204: { description: 'Done.' } }
  return {
    operationId: operation.id,
    ...(parameters.length > 0 && { parameters }),
    ...(isSchema(body) && {
      requestBody: { required: !accepts(body, null), content: content(toSchema(body, 'input')) },
    }),
    // Without a sign-in, nobody needs a token.
    security: isPublic ? [] : [{}, { token: [] }],
    responses: {
      ...success,
      default: {
        description: 'Refused or failed, and nothing was changed.',
        content: content(toSchema(httpErrorSchema, 'output')),
      },
    },
  }
}

const isSchema = (value: unknown): value is z.core.$ZodType => value instanceof z.core.$ZodType

const accepts = (schema: z.core.$ZodType, value: unknown) => z.safeParse(schema, value).success

/** What `schema` takes or gives; its named parts are added to `components`. `{}` for no schema. */
function jsonSchema(
  schema: unknown,
  io: 'input' | 'output',
  components: Map<string, JsonSchema>,
): JsonSchema {
  if (!isSchema(schema)) return {}
  const {
    $schema: _,
    $defs = {},
    ...rest
  } = z.toJSONSchema(schema, {
    metadata: NAMED,
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema: one }) => {
      // Fields may be added to a response without notice.
      if (io === 'output' && one.additionalProperties === false) delete one.additionalProperties
    },
  })
  for (const [name, definition] of Object.entries($defs)) components.set(name, withComponentRefs(definition))
  return withComponentRefs(rest)
}

/** With references to components where zod has them to definitions beside the schema. */
const withComponentRefs = (schema: object): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'))

function propertiesOf({ properties }: JsonSchema): Record<string, JsonSchema> {
  return isRecord(properties) ? Object.fromEntries(Object.entries(properties).filter(isProperty)) : {}
}

const requiredOf = ({ required }: JsonSchema): unknown[] => (Array.isArray(required) ? required : [])

const isRecord = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isProperty = (entry: [string, unknown]): entry is [string, JsonSchema] => isRecord(entry[1])

/** Whole numbers in a query are texts to a server, and numbers to a client. */
const withoutText = (schema: JsonSchema): JsonSchema =>
  schema['pattern'] === String.raw`^-?\d+$` ? { type: 'integer' } : schema
