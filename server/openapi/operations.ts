import type * as z from 'zod/mini'
import { activityPageSchema } from '#contract/activity.ts'
import { applicationPageSchema, applicationSchema } from '#contract/application.ts'
import { auditActorsSchema, auditPageSchema } from '#contract/audit-log.ts'
import { channelPageSchema, channelSchema } from '#contract/channel.ts'
import { failingNodesSchema } from '#contract/failing-nodes.ts'
import { failurePatternsSchema } from '#contract/failure-patterns.ts'
import { fleetSummarySchema } from '#contract/fleet-summary.ts'
import { floorChannelsSchema, floorPageSchema, floorWrittenSchema } from '#contract/floor.ts'
import { freezeListSchema, freezeSchema } from '#contract/freeze.ts'
import { groupPausesSchema } from '#contract/group-pause.ts'
import {
  instanceStatsSchema,
  statusTimelineSchema,
  versionBreakdownSchema,
  versionTimelineSchema,
} from '#contract/group-statistics.ts'
import { groupPageSchema, groupSchema } from '#contract/group.ts'
import {
  errorCodesSchema,
  instanceCountSchema,
  instancePageSchema,
  instanceSchema,
  statusHistorySchema,
} from '#contract/instance.ts'
import { nodeIdentitiesSchema, sharedIdsSchema } from '#contract/node-identity.ts'
import { nodeHistorySchema, nodeRecordSchema } from '#contract/node-record.ts'
import { packageCheckEventSchema } from '#contract/package-check.ts'
import { packagePageSchema, packageSchema } from '#contract/package.ts'
import { platteStatusSchema } from '#contract/platte-status.ts'
import { refusedCheckInsSchema } from '#contract/refused-check-in.ts'
import { rolloutSchema } from '#contract/rollout.ts'
import { serverConfigSchema } from '#contract/server-config.ts'
import { sessionSchema, signedOutSchema } from '#contract/session.ts'
import { signInCheckSchema } from '#contract/sign-in-check.ts'
import { updateEndpointSchema } from '#contract/update-endpoint.ts'
import { groupWhySchema, nodeWhySchema } from '#contract/why.ts'

/** How the document describes a route, besides what the route's own schema says of its request. */
export interface Operation {
  /** The operation's id. */
  id: string
  /** Of the response with status 200; null for one without a body. */
  response: z.core.$ZodType | null
  /** Of a response that is no single JSON value. */
  mediaType?: string
}

const operation = (id: string, response: z.core.$ZodType | null): Operation => ({ id, response })

const APP = '/api/apps/:application'
const GROUP = `${APP}/groups/:group`
const INSTANCE = `${GROUP}/instances/:instance`

/** By method and URL, of every route that answers with JSON. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /config': operation('getConfig', serverConfigSchema),
  'GET /platte/session': operation('getSession', sessionSchema),
  'GET /platte/sign-in/check': operation('checkSignIn', signInCheckSchema),
  'POST /platte/sign-out': operation('signOut', signedOutSchema),
  'GET /platte/status': operation('getStatus', platteStatusSchema),
  'GET /platte/update-endpoint': operation('getUpdateEndpoint', updateEndpointSchema),
  'GET /platte/fleet': operation('getFleet', fleetSummarySchema),
  'GET /platte/rollout': operation('getRollout', rolloutSchema),
  'GET /platte/version-timeline': operation('getFleetVersionTimeline', versionTimelineSchema),
  'GET /platte/audit-log': operation('listAuditEntries', auditPageSchema),
  'GET /platte/audit-log/actors': operation('listAuditActors', auditActorsSchema),
  'GET /platte/pauses': operation('listPauses', groupPausesSchema),
  'GET /platte/shared-ids': operation('listSharedIds', sharedIdsSchema),
  'GET /platte/node-identities': operation('getNodeIdentities', nodeIdentitiesSchema),
  'GET /platte/failing-nodes': operation('listFailingNodes', failingNodesSchema),
  'GET /platte/failure-patterns': operation('getFailurePatterns', failurePatternsSchema),
  'GET /platte/error-codes': operation('listErrorCodes', errorCodesSchema),
  'GET /platte/refused-check-ins': operation('listRefusedCheckIns', refusedCheckInsSchema),
  'GET /platte/nodes/:instance': operation('getNode', nodeRecordSchema),
  'GET /platte/nodes/:instance/history': operation('getNodeHistory', nodeHistorySchema),
  'GET /platte/nodes/:instance/why': operation('explainNode', nodeWhySchema),
  'GET /platte/groups/:group/why': operation('explainGroup', groupWhySchema),
  'GET /platte/freezes': operation('listFreezes', freezeListSchema),
  'PUT /platte/freezes/:id': operation('createFreeze', freezeSchema),
  'PUT /platte/freezes/:id/groups/:group': operation('recordFrozenGroup', freezeSchema),
  'POST /platte/freezes/:id/thawed': operation('endFreeze', freezeSchema),
  'POST /platte/package-checks': {
    id: 'checkPackageFile',
    response: packageCheckEventSchema,
    mediaType: 'application/x-ndjson',
  },
  'GET /api/activity': operation('listActivity', activityPageSchema),
  'GET /api/apps': operation('listApplications', applicationPageSchema),
  'POST /api/apps': operation('createApplication', applicationSchema),
  [`GET ${APP}`]: operation('getApplication', applicationSchema),
  [`PUT ${APP}`]: operation('replaceApplication', applicationSchema),
  [`DELETE ${APP}`]: operation('deleteApplication', null),
  [`GET ${APP}/channels`]: operation('listChannels', channelPageSchema),
  [`POST ${APP}/channels`]: operation('createChannel', channelSchema),
  [`GET ${APP}/channels/:channel`]: operation('getChannel', channelSchema),
  [`PUT ${APP}/channels/:channel`]: operation('replaceChannel', channelSchema),
  [`DELETE ${APP}/channels/:channel`]: operation('deleteChannel', null),
  [`GET ${APP}/groups`]: operation('listGroups', groupPageSchema),
  [`POST ${APP}/groups`]: operation('createGroup', groupSchema),
  [`GET ${GROUP}`]: operation('getGroup', groupSchema),
  [`PUT ${GROUP}`]: operation('replaceGroup', groupSchema),
  [`DELETE ${GROUP}`]: operation('deleteGroup', null),
  [`GET ${GROUP}/instances_stats`]: operation('getInstanceStats', instanceStatsSchema),
  [`GET ${GROUP}/version_breakdown`]: operation('getVersionBreakdown', versionBreakdownSchema),
  [`GET ${GROUP}/version_timeline`]: operation('getVersionTimeline', versionTimelineSchema),
  [`GET ${GROUP}/status_timeline`]: operation('getStatusTimeline', statusTimelineSchema),
  [`GET ${GROUP}/instances`]: operation('listInstances', instancePageSchema),
  [`GET ${GROUP}/instancescount`]: operation('countInstances', instanceCountSchema),
  [`GET ${INSTANCE}`]: operation('getInstance', instanceSchema),
  [`GET ${INSTANCE}/status_history`]: operation('getStatusHistory', statusHistorySchema),
  'PUT /api/instances/:instance': operation('renameInstance', instanceSchema),
  [`GET ${APP}/packages`]: operation('listPackages', packagePageSchema),
  [`POST ${APP}/packages`]: operation('createPackage', packageSchema),
  [`GET ${APP}/packages/:package`]: operation('getPackage', packageSchema),
  [`PUT ${APP}/packages/:package`]: operation('replacePackage', packageSchema),
  [`DELETE ${APP}/packages/:package`]: operation('deletePackage', null),
  [`GET ${APP}/packages/:package/floor-channels`]: operation('listFloorChannels', floorChannelsSchema),
  'GET /api/channels/:channel/floors': operation('listFloors', floorPageSchema),
  'PUT /api/channels/:channel/floors/:package': operation('setFloor', floorWrittenSchema),
  'DELETE /api/channels/:channel/floors/:package': operation('removeFloor', null),
}
