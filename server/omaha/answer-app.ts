import type { Context } from '#server/context.ts'
import { sqlState } from '#server/errors/sql-state.ts'
import { registerNode } from '#server/nodes/register-node-queries.ts'
import type { MachineFacts } from '#server/nodes/register-node.ts'
import { grantUpdate } from '#server/updates/grant-update.ts'
import { type NodeAddress, type NodeState, readNodeState } from '#server/updates/node-state-queries.ts'
import type { UpdateAnswer, UpdateRefusal } from '#server/updates/plan-update.ts'
import { recordEvent } from '#server/updates/record-event.ts'
import { trackOf } from './flatcar-tracks.ts'
import { archOfNode } from './node-arch.ts'
import type { OmahaApp, OmahaRequest } from './omaha-request.ts'
import { readInstallablePackages } from './package-queries.ts'
import { answerNode, answerSyncer, FAILED_CHECK, NO_UPDATE } from './update-check-answer.ts'
import type { AppAnswer, UpdateCheckAnswer } from './write-omaha-response.ts'

type StatusAndCheck = Pick<AppAnswer, 'status' | 'updateCheck'>

const REFUSALS: Record<UpdateRefusal | 'not-registered', string> = {
  'no-group': 'error-failedToRetrieveUpdatePackageInfo',
  'not-registered': 'error-instanceRegistrationFailed',
  'update-in-progress': 'error-updateInProgressOnInstance',
  'no-package': 'error-noPackageFound',
  'updates-disabled': 'error-updatesDisabled',
  'max-updates-per-period': 'error-maxUpdatesPerPeriodLimitReached',
  'max-concurrent-updates': 'error-maxConcurrentUpdatesLimitReached',
  'max-timed-out-updates': 'error-maxTimedOutUpdatesLimitReached',
}

const refuse = (reason: keyof typeof REFUSALS): StatusAndCheck => ({
  status: REFUSALS[reason],
  updateCheck: FAILED_CHECK,
})

type AnswerToApp = AppAnswer & {
  /** False when the node names no group of this server; then nothing of it is registered. */
  isKnown: boolean
}

const unknownApp = (appid: string): AnswerToApp => ({
  appid,
  ...refuse('no-group'),
  isKnown: false,
  hasPing: false,
  events: 0,
})

const MISSING_REFERENCE = '23503'

export async function answerApp(
  context: Context,
  request: OmahaRequest,
  app: OmahaApp,
  ip: string,
): Promise<AnswerToApp> {
  try {
    return await answerInTurn(context, request, app, ip)
  } catch (error) {
    // Its group or application was deleted while it spoke.
    if (sqlState(error) === MISSING_REFERENCE) return unknownApp(app.appid)
    throw error
  }
}

/** The events, then the ping, then the check. */
async function answerInTurn(
  context: Context,
  request: OmahaRequest,
  app: OmahaApp,
  ip: string,
): Promise<AnswerToApp> {
  const { appid, events, hasPing, hasUpdateCheck } = app
  const address: NodeAddress = {
    application: withoutBraces(appid),
    track: trackOf(app.track),
    arch: archOfNode(app.board, request.arch),
    instance_id: app.machineid,
  }
  let state = await readNodeState(context.db, address)
  // One after the other: each is judged by what the one before has changed.
  for (const event of events) state &&= await recordEvent(context, address, state, event)
  if (state === null) return unknownApp(appid)
  const checked = await answerPingAndCheck(context, request, app, address, state, ip)
  const updateCheck = hasUpdateCheck ? checked.updateCheck : null
  return { appid, ...checked, updateCheck, isKnown: true, hasPing, events: events.length }
}

async function answerPingAndCheck(
  context: Context,
  request: OmahaRequest,
  app: OmahaApp,
  address: NodeAddress,
  state: NodeState,
  ip: string,
): Promise<StatusAndCheck> {
  const { machineid: id, machinealias: alias, oem, alephversion: aleph_version, version } = app
  const fine = { status: 'ok', updateCheck: null }
  if (!app.hasPing && !app.hasUpdateCheck) return fine
  const machine: MachineFacts = { id, ip, alias, oem, aleph_version }
  const registered = await registerNode(context, state, machine, version)
  if (!app.hasUpdateCheck) return fine
  if (!registered) return refuse('not-registered')

  const isSyncer = isSyncerRequest(request)
  const isRecognised = registered.isRecognised || app.hasPing
  const answer = await grantUpdate(context, address, registered.state, { version, isSyncer, isRecognised })
  if (answer.kind === 'refuse') return refuse(answer.reason)
  const updateCheck = await answerCheck(context, answer, {
    isSyncer,
    readsManyManifests: app.multi_manifest_ok,
  })
  return { status: 'ok', updateCheck }
}

async function answerCheck(
  { db }: Context,
  answer: Exclude<UpdateAnswer, { kind: 'refuse' }>,
  { isSyncer, readsManyManifests }: { isSyncer: boolean; readsManyManifests: boolean },
): Promise<UpdateCheckAnswer> {
  if (answer.kind === 'no-update') return NO_UPDATE
  const found = await readInstallablePackages(
    db,
    answer.packages.map(({ id }) => id),
  )
  const steps = answer.packages.flatMap((step) => {
    const details = found.find(({ id }) => id === step.id)
    return details ? [{ step, details }] : []
  })
  const [first] = steps
  // Deleted since it was granted: the node asks again and gets what the channel gives by then.
  if (!first || steps.length < answer.packages.length) return NO_UPDATE
  return isSyncer ? answerSyncer(steps, { readsManyManifests }) : answerNode(first)
}

/** Another update server that mirrors packages from this one; nodes have other versions and sources. */
const isSyncerRequest = ({ version, installsource }: OmahaRequest) =>
  version === 'CoreOSUpdateEngine-0.1.0.0' && installsource === 'scheduler'

const withoutBraces = (id: string) => /^\{(.+)\}$/s.exec(id.trim())?.[1]?.trim() ?? id.trim()
