import { type Application, applicationSchema, FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { channelSchema } from '#contract/channel.ts'
import { versionBreakdownSchema } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import { packagePageSchema, packageSchema, type PackageWrite } from '#contract/package.ts'
import { compareVersions } from '#contract/version-order.ts'
import { AGENT_PRODUCT_ID } from './demo-groups.ts'
import type { GroupPlan } from './group-plan.ts'
import { nextPatchVersion, nextRelease, type ReleaseState } from './next-release.ts'
import { releasePackage } from './release-package.ts'
import type { RestClient } from './rest-client.ts'

/** The tracks whose releases come from no other. */
const FIRST_STAGES = ['edge', 'alpha', 'canary']

interface GroupState extends ReleaseState {
  plan: GroupPlan
  group: Group
  version: string
}

/**
 * Releases a new version to at most one group that completed its rollout, over the REST API as an operator would.
 * Returns a line for the log; null when no group is due.
 */
export async function runReleaseTrain(
  rest: RestClient,
  plans: readonly GroupPlan[],
  now: Date,
): Promise<string | null> {
  const states: GroupState[] = []
  for (const id of [FLATCAR_APPLICATION_ID, AGENT_PRODUCT_ID]) {
    const application = await rest.find(`/api/apps/${id}`, applicationSchema)
    if (application !== null) states.push(...(await readStates(rest, application, plans)))
  }
  const due = nextRelease(states, now)
  const version = due && nextPatchVersion(due.version)
  if (!due || !version) return null
  await release(rest, due, version)
  return `Simulated release: ${due.group.name} gets ${version}.`
}

async function readStates(
  rest: RestClient,
  application: Application,
  plans: readonly GroupPlan[],
): Promise<GroupState[]> {
  const kind = application.id === FLATCAR_APPLICATION_ID ? 'flatcar' : 'agent'
  const states: GroupState[] = []
  for (const group of application.groups ?? []) {
    const target = group.channel?.package
    const plan = plans.find(
      ({ application, track, arch }) =>
        application === kind && track === group.track && arch === group.channel?.arch,
    )
    if (!plan || !target) continue
    const path = `/api/apps/${application.id}/groups/${group.id}/version_breakdown`
    // Keeps the load on the server low.
    const breakdown = (await rest.find(path, versionBreakdownSchema)) ?? []
    const total = breakdown.reduce((sum, { instances }) => sum + instances, 0)
    const onTarget = breakdown
      .filter(({ version }) => compareVersions(version, target.version) >= 0)
      .reduce((sum, { instances }) => sum + instances, 0)
    states.push({
      plan,
      group,
      version: target.version,
      isFirstStage: FIRST_STAGES.includes(plan.track),
      policy_updates_enabled: group.policy_updates_enabled,
      policy_office_hours: group.policy_office_hours,
      shareOnTarget: total === 0 ? null : onTarget / total,
      released: new Date(target.created_ts),
    })
  }
  return states
}

async function release(rest: RestClient, { plan, group }: GroupState, version: string): Promise<void> {
  const { application_id, channel_id } = group
  if (channel_id === null) return
  const packages = `/api/apps/${application_id}/packages`
  const query = new URLSearchParams({ page: '1', perpage: '50', searchVersion: version })
  const page = await rest.find(`${packages}?${query.toString()}`, packagePageSchema)
  const existing = page?.packages?.find(
    (candidate) => candidate.version === version && candidate.arch === plan.arch,
  )
  const { id: package_id } =
    existing ??
    (await rest.write('POST', packages, packageBody(plan, application_id, version), packageSchema))
  const path = `/api/apps/${application_id}/channels/${channel_id}`
  const channel = await rest.find(path, channelSchema)
  if (channel === null) return
  const { name, color, arch } = channel
  await rest.write('PUT', path, { application_id, name, color, arch, package_id }, channelSchema)
}

function packageBody(plan: GroupPlan, application_id: string, version: string): PackageWrite {
  const { sha256, ...details } = releasePackage(plan, version)
  return {
    ...details,
    application_id,
    channels_blacklist: [],
    flatcar_action: sha256 === null ? null : { sha256 },
  }
}
