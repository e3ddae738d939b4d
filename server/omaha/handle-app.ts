import { withoutBraces } from '#server/application-scope/without-braces.ts'
import type { Context } from '#server/context.ts'
import { sqlState } from '#server/errors/sql-state.ts'
import { registerNode } from '#server/nodes/register-node.ts'
import type { Machine } from '#server/nodes/decide-registration.ts'
import { grantUpdate } from '#server/updates/grant-update.ts'
import type { NodeAddress, NodeState } from '#server/updates/node-state.ts'
import { readNodeState } from '#server/updates/node-state-queries.ts'
import type { RefusalReason, UpdateOutcome } from '#server/updates/plan-update.ts'
import { recordEvent } from '#server/updates/record-event.ts'
import { canonicalTrack } from './flatcar-tracks.ts'
import { nodeArch } from './node-arch.ts'
import type { OmahaApp, OmahaRequest } from './omaha-request.ts'
import { readInstallablePackages } from './package-queries.ts'
import { FAILED_CHECK, NO_UPDATE, nodeResponse, syncerResponse } from './update-check-response.ts'
import type { AppResponse, UpdateCheckResponse } from './write-omaha-response.ts'

type StatusAndCheck = Pick<AppResponse, 'status' | 'updateCheck'>

export const ERROR_STATUSES: Record<RefusalReason | 'not-registered', string> = {
  'no-group': 'error-failedToRetrieveUpdatePackageInfo',
  'not-registered': 'error-instanceRegistrationFailed',
  'update-in-progress': 'error-updateInProgressOnInstance',
  'no-package': 'error-noPackageFound',
  'updates-disabled': 'error-updatesDisabled',
  'max-updates-per-period': 'error-maxUpdatesPerPeriodLimitReached',
  'max-concurrent-updates': 'error-maxConcurrentUpdatesLimitReached',
  'max-timed-out-updates': 'error-maxTimedOutUpdatesLimitReached',
}

const refuse = (reason: keyof typeof ERROR_STATUSES): StatusAndCheck => ({
  status: ERROR_STATUSES[reason],
  updateCheck: FAILED_CHECK,
})

/** The server has no such application or group; nothing is registered. */
const unknownApp = (appid: string): AppResponse => ({
  appid,
  ...refuse('no-group'),
  hasPing: false,
  events: 0,
})

/** A UUID in braces has 38 characters. */
const MAX_BOOT_ID_LENGTH = 50
const FOREIGN_KEY_VIOLATION = '23503'

/** Handles one `<app>` of a request: its events, then its ping, then its update check. */
export async function handleApp(
  context: Context,
  request: OmahaRequest,
  app: OmahaApp,
  ip: string,
): Promise<AppResponse> {
  try {
    return await handleEventsPingAndCheck(context, request, app, ip)
  } catch (error) {
    // Its group or application was deleted during the request.
    if (sqlState(error) === FOREIGN_KEY_VIOLATION) return unknownApp(app.appid)
    throw error
  }
}

async function handleEventsPingAndCheck(
  context: Context,
  request: OmahaRequest,
  app: OmahaApp,
  ip: string,
): Promise<AppResponse> {
  const { appid, events, hasPing, hasUpdateCheck } = app
  const arch = nodeArch(app.board, request.arch)
  if (arch === null) return unknownApp(appid)
  const address: NodeAddress = {
    application: withoutBraces(appid),
    track: canonicalTrack(app.track),
    arch,
    instance_id: app.machineid,
  }
  let state = await readNodeState(context.db, address)
  // In order, because each depends on what the previous one changed.
  for (const event of events)
    state &&= await recordEvent(context, address, state, { ...event, reported_version: app.version })
  if (state === null) return unknownApp(appid)
  const handled = await handlePingAndCheck(context, request, app, address, state, ip)
  const updateCheck = hasUpdateCheck ? handled.updateCheck : null
  return { appid, ...handled, updateCheck, hasPing, events: events.length }
}

async function handlePingAndCheck(
  context: Context,
  request: OmahaRequest,
  app: OmahaApp,
  address: NodeAddress,
  state: NodeState,
  ip: string,
): Promise<StatusAndCheck> {
  const { machineid: id, machinealias: alias, oem, alephversion: aleph_version, version } = app
  const ok = { status: 'ok', updateCheck: null }
  // The events of a node that is unknown are its first check-in.
  const isFirst = app.events.length > 0 && state.node === null
  if (!app.hasPing && !app.hasUpdateCheck && !isFirst) return ok
  const machine: Machine = { id, ip, alias, oem, aleph_version, boot_id: readBootId(app.bootid) }
  const registered = await registerNode(context, state, machine, version)
  if (!app.hasUpdateCheck) return ok
  if (!registered) return refuse('not-registered')

  const isSyncer = isSyncerRequest(request, app)
  const isRecognised = registered.isRecognised || app.hasPing
  const outcome = await grantUpdate(context, address, registered.state, { version, isSyncer, isRecognised })
  if (outcome.kind === 'refuse') return refuse(outcome.reason)
  const updateCheck = await respondToCheck(context, outcome, {
    isSyncer,
    acceptsManyManifests: app.multi_manifest_ok,
  })
  return { status: 'ok', updateCheck }
}

async function respondToCheck(
  { db }: Context,
  outcome: Exclude<UpdateOutcome, { kind: 'refuse' }>,
  { isSyncer, acceptsManyManifests }: { isSyncer: boolean; acceptsManyManifests: boolean },
): Promise<UpdateCheckResponse> {
  if (outcome.kind === 'no-update') return NO_UPDATE
  const found = await readInstallablePackages(
    db,
    outcome.packages.map(({ id }) => id),
  )
  const steps = outcome.packages.flatMap((step) => {
    const details = found.find(({ id }) => id === step.id)
    return details ? [{ step, details }] : []
  })
  const [first] = steps
  // A package was deleted after the grant: at its next check the node gets what the channel has then.
  if (!first || steps.length < outcome.packages.length) return NO_UPDATE
  return isSyncer ? syncerResponse(steps, { acceptsManyManifests }) : nodeResponse(first)
}

/**
 * An update server that mirrors packages from this one. Nebraska's sends the version of an old updater; a node with that
 * updater names its board.
 */
const isSyncerRequest = ({ version, installsource }: OmahaRequest, { board }: OmahaApp) =>
  version === 'CoreOSUpdateEngine-0.1.0.0' && installsource === 'scheduler' && board === ''

/** Empty for one that is too long to be any: it only tells machines apart, so it is no reason to refuse a node. */
function readBootId(text: string): string {
  const id = text.trim()
  return id.length > MAX_BOOT_ID_LENGTH ? '' : id
}
