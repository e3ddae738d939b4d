import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { activityPageSchema } from './activity.ts'
import {
  applicationPageSchema,
  applicationSchema,
  applicationWriteSchema,
  FLATCAR_APPLICATION_ID,
} from './application.ts'
import { channelPageSchema, channelReplaceSchema, channelSchema, channelWriteSchema } from './channel.ts'
import { floorChannelsSchema, floorPageSchema, floorWriteSchema, floorWrittenSchema } from './floor.ts'
import {
  instanceStatsSchema,
  statusTimelineSchema,
  versionBreakdownSchema,
  versionTimelineSchema,
} from './group-statistics.ts'
import { groupPageSchema, groupSchema, groupWriteSchema } from './group.ts'
import {
  instanceCountSchema,
  instancePageSchema,
  instanceSchema,
  instanceWriteSchema,
  statusHistorySchema,
} from './instance.ts'
import { packagePageSchema, packageReplaceSchema, packageSchema, packageWriteSchema } from './package.ts'
import { serverConfigSchema } from './server-config.ts'

interface Route {
  answer: z.ZodMiniType
  body?: z.ZodMiniType
}

const ROUTES: Record<string, Route> = {
  'GET /config': { answer: serverConfigSchema },
  'GET /api/activity': { answer: activityPageSchema },
  'GET /api/apps': { answer: applicationPageSchema },
  'POST /api/apps': { answer: applicationSchema, body: applicationWriteSchema },
  'GET /api/apps/*': { answer: applicationSchema },
  'PUT /api/apps/*': { answer: applicationSchema, body: applicationWriteSchema },
  'GET /api/apps/*/channels': { answer: channelPageSchema },
  'POST /api/apps/*/channels': { answer: channelSchema, body: channelWriteSchema },
  'GET /api/apps/*/channels/*': { answer: channelSchema },
  'PUT /api/apps/*/channels/*': { answer: channelSchema, body: channelReplaceSchema },
  'GET /api/apps/*/packages': { answer: packagePageSchema },
  'POST /api/apps/*/packages': { answer: packageSchema, body: packageWriteSchema },
  'GET /api/apps/*/packages/*': { answer: packageSchema },
  'PUT /api/apps/*/packages/*': { answer: packageSchema, body: packageReplaceSchema },
  'GET /api/apps/*/packages/*/floor-channels': { answer: floorChannelsSchema },
  'GET /api/apps/*/groups': { answer: groupPageSchema },
  'POST /api/apps/*/groups': { answer: groupSchema, body: groupWriteSchema },
  'GET /api/apps/*/groups/*': { answer: groupSchema },
  'PUT /api/apps/*/groups/*': { answer: groupSchema, body: groupWriteSchema },
  'GET /api/apps/*/groups/*/instances_stats': { answer: instanceStatsSchema },
  'GET /api/apps/*/groups/*/instancescount': { answer: instanceCountSchema },
  'GET /api/apps/*/groups/*/version_breakdown': { answer: versionBreakdownSchema },
  'GET /api/apps/*/groups/*/version_timeline': { answer: versionTimelineSchema },
  'GET /api/apps/*/groups/*/status_timeline': { answer: statusTimelineSchema },
  'GET /api/apps/*/groups/*/instances': { answer: instancePageSchema },
  'GET /api/apps/*/groups/*/instances/*': { answer: instanceSchema },
  'GET /api/apps/*/groups/*/instances/*/status_history': { answer: statusHistorySchema },
  'PUT /api/instances/*': { answer: instanceSchema, body: instanceWriteSchema },
  'GET /api/channels/*/floors': { answer: floorPageSchema },
  'PUT /api/channels/*/floors/*': { answer: floorWrittenSchema, body: floorWriteSchema },
}

const exchangeSchema = z.object({
  step: z.number(),
  name: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.union([z.number(), z.string()]),
  /** A release answers with the dashboard’s page where it doesn’t know the path. */
  type: z.optional(z.string()),
  sent: z.optional(z.unknown()),
  body: z.optional(z.unknown()),
})
type Exchange = z.infer<typeof exchangeSchema>

const DIRECTORY = fileURLToPath(new URL('./recordings/', import.meta.url))
/** Of main, and in directories named for them those of releases. */
const recordings = readdirSync(DIRECTORY, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.jsonl'),
)

describe.each(recordings)('the schemas take and keep all of %s', (file) => {
  const exchanges = readFileSync(`${DIRECTORY}${file}`, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : (exchangeSchema.safeParse(JSON.parse(unlevel(line))).data ?? [])))
    .filter(
      ({ status, path, type }) =>
        status === 200 && type !== 'text/html' && path !== '/health' && path !== '/v1/update',
    )

  test.each(exchanges)('$step: $name', (exchange) => {
    const { answer, body } = routeOf(exchange)
    const answered = completed(exchange)
    expect(answer.parse(answered)).toEqual(answered)
    if (!body || typeof exchange.sent !== 'string' || exchange.sent === '') return
    expect(body.safeParse(JSON.parse(exchange.sent)).error).toBeUndefined()
  })
})

function routeOf({ method, path }: Exchange): Route {
  const segments = path.replace(/\?.*/s, '').replace(/\/$/, '').split('/')
  const found = Object.entries(ROUTES).find(([route]) => {
    const [routeMethod, pattern = ''] = route.split(' ')
    const expected = pattern.split('/')
    return (
      routeMethod === method &&
      expected.length === segments.length &&
      expected.every((segment, index) => segment === '*' || segment === segments[index])
    )
  })
  if (!found) throw new Error(`no schema for ${method} ${path}`)
  return found[1]
}

/** The player makes ids, times and addresses equal; here they are some again. */
function unlevel(line: string): string {
  return line
    .replaceAll('<flatcar-app>', FLATCAR_APPLICATION_ID)
    .replaceAll(/<id-(\d+)>/g, (_, number: string) => `00000000-0000-4000-8000-${number.padStart(12, '0')}`)
    .replaceAll('<time>', '2026-08-06T14:30:18.123456Z')
    .replaceAll('<ip>', '127.0.0.1')
}

/** What the player leaves out of an answer, because it differs from run to run. */
function completed({ path, body }: Exchange): unknown {
  if (path === '/config') return { ...asObject(body), nebraska_version: '1' }
  if (path.startsWith('/api/activity')) {
    const { activities, ...counts } = activityShape.parse(body)
    return { ...counts, activities: activities?.map((entry) => ({ id: '1', ...entry })) ?? null }
  }
  if (path.includes('_timeline')) return { '2026-08-06T14:30:18Z': newestShape.parse(body).newest }
  return body
}

const anything = z.record(z.string(), z.unknown())
const activityShape = z.looseObject({ activities: z.nullable(z.array(anything)) })
const newestShape = z.object({ newest: anything })
const asObject = (body: unknown) => anything.parse(body)
