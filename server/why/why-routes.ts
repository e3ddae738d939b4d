import * as z from 'zod/mini'
import type { GroupWhy, NodeWhy } from '#contract/why.ts'
import type { Context } from '#server/context.ts'
import { id, singleText } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { explainGroup } from './explain-group.ts'
import { explainNode } from './explain-node.ts'

const nodeParams = z.object({ instance: z.string() })
const groupParams = z.object({ group: id('group') })
const querystring = z.object({ application: singleText('application') })

/** The server's time alone makes no other response. */
const config = { sharedRead: { untagged: ['now_ts'] } }

/** Why nodes are not updating, which only our server knows exactly. */
export function registerWhyRoutes(routes: Routes, context: Context): void {
  routes.get(
    '/platte/nodes/:instance/why',
    { config, schema: { params: nodeParams, querystring } },
    ({ params, query }): Promise<NodeWhy> => explainNode(context, { ...params, ...query }),
  )
  routes.get(
    '/platte/groups/:group/why',
    { config, schema: { params: groupParams } },
    ({ params }): Promise<GroupWhy> => explainGroup(context, params.group),
  )
}
