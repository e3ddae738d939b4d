import type { Application } from '#contract/application.ts'
import type { Arch } from '#contract/arch.ts'
import { targetVersion } from '#contract/group.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { plural } from '#src/lib/format-number.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { routes } from '#src/routes/routes.ts'
import { wallboardUrl } from '#src/routes/wallboard-url.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

/** A place that the palette can open. */
export interface JumpTarget {
  key: string
  kind: 'page' | 'node' | 'application' | 'group' | 'rollout' | 'channel' | 'package'
  label: string
  /** A few dimmed words after the label. */
  note: string
  to: string
}

/** Something that the palette can do. */
export interface PaletteAction extends Omit<JumpTarget, 'kind' | 'to'> {
  kind: 'action'
  /** Whether it is listed before anything is typed: what belongs to the page, and what is few. */
  isOffered: boolean
  perform: () => void
}

/** Whether a query is a whole name, whatever its letter case. */
export const isExactly = (query: string, name: string): boolean =>
  query.trim() !== '' && query.trim().toLowerCase() === name.toLowerCase()

/** The fields of a package that the palette searches. */
export interface JumpPackage {
  id: string
  application_id: string
  arch: Arch
  version: string
}

const PAGES: readonly JumpTarget[] = [
  { label: routes.fleet.title, note: 'every group, by what needs attention', to: routes.fleet.url() },
  { label: 'Wallboard', note: 'the fleet on a wall screen', to: wallboardUrl() },
  { label: routes.nodes.title, note: 'of all groups', to: routes.nodes.url() },
  { label: routes.versions.title, note: 'across the fleet', to: routes.versions.url() },
  { label: routes.activity.title, note: 'what happened since a chosen time', to: routes.activity.url() },
  {
    label: routes.timelines.title,
    note: 'versions and statuses, groups side by side',
    to: routes.timelines.url(),
  },
  {
    label: routes.freeze.title,
    note: 'pause many groups at once, and restore them',
    to: routes.freeze.url(),
  },
  {
    label: routes.applications.title,
    note: 'groups and channels',
    to: routes.applications.url(),
  },
  { label: routes.auditLog.title, note: 'who changed what, when and why', to: routes.auditLog.url() },
  {
    label: routes.refusedCheckIns.title,
    note: 'machines that the server refuses, and why',
    to: routes.refusedCheckIns.url(),
  },
].map((page) => ({ ...page, key: page.to, kind: 'page' }))

/** Every page, application, group, rollout, channel and package. */
export const jumpTargets = (
  applications: readonly Application[],
  packages: readonly JumpPackage[],
): JumpTarget[] => [
  ...PAGES,
  ...applications.flatMap(applicationTargets),
  ...applications.flatMap(groupTargets),
  ...applications.flatMap(rolloutTargets),
  ...applications.flatMap(channelTargets),
  ...packageTargets(applications, packages),
]

const applicationTargets = ({ id, name }: Application): JumpTarget[] =>
  [
    {
      label: name,
      note: 'groups and channels',
      to: routes.application.url({ applicationId: id }),
    },
    {
      label: `Channels of ${isolateText(name)}`,
      note: 'promote from one to the next',
      to: routes.channels.url({ applicationId: id }),
    },
    {
      label: `Add a group to ${isolateText(name)}`,
      note: 'with a channel, a track and a policy',
      to: routes.newGroup.url({ applicationId: id }),
    },
    {
      label: `Packages of ${isolateText(name)}`,
      note: 'and the channels that serve them',
      to: routes.packages.url({ applicationId: id }),
    },
  ].map((page) => ({ ...page, key: page.to, kind: 'application' }))

const groupTargets = ({ id, name, groups }: Application): JumpTarget[] =>
  (groups ?? []).map((group) => ({
    key: group.id,
    kind: 'group',
    label: group.name,
    note: [isolateText(name), group.channel && `channel ${isolateText(group.channel.name)}`]
      .filter(Boolean)
      .join(' · '),
    to: routes.group.url({ applicationId: id, groupId: group.id }),
  }))

const rolloutTargets = ({ id, name, groups }: Application): JumpTarget[] =>
  (groups ?? []).flatMap((group): JumpTarget[] => {
    const target = targetVersion(group)
    if (target === null) return []
    const to = routes.rollout.url({ applicationId: id, groupId: group.id })
    return [
      {
        key: to,
        kind: 'rollout',
        label: `Rollout of ${isolateText(group.name)}`,
        note: `${isolateText(name)} · ${target}`,
        to,
      },
    ]
  })

const channelTargets = (application: Application): JumpTarget[] =>
  (application.channels ?? []).map((channel) => {
    const groupIds = groupsOfChannels(application, [channel.id])
    const version = channel.package?.version ?? 'no package'
    return {
      key: channel.id,
      kind: 'channel',
      label: `${isolateText(channel.name)} (${archName(channel.arch)})`,
      note: `${isolateText(application.name)} · ${version} · ${plural(groupIds.length, 'group')}`,
      to: groupOrVersionsUrl(application, channel.arch, groupIds),
    }
  })

function packageTargets(
  applications: readonly Application[],
  packages: readonly JumpPackage[],
): JumpTarget[] {
  const byId = new Map(applications.map((application) => [application.id, application]))
  return packages.flatMap(({ id, application_id, version, arch }): JumpTarget[] => {
    const application = byId.get(application_id)
    if (!application) return []
    const channelIds = (application.channels ?? [])
      .filter(({ package_id }) => package_id === id)
      .map(({ id }) => id)
    const groupIds = groupsOfChannels(application, channelIds)
    const use = channelIds.length === 0 ? 'in no channel' : `target of ${plural(groupIds.length, 'group')}`
    return [
      {
        key: id,
        kind: 'package',
        label: `${version} (${archName(arch)})`,
        note: `${isolateText(application.name)} · ${use}`,
        to: routes.package.url({ applicationId: application_id, packageId: id }),
      },
    ]
  })
}

const groupsOfChannels = ({ groups }: Application, channelIds: readonly string[]): string[] =>
  (groups ?? [])
    .filter(({ channel_id }) => channel_id !== null && channelIds.includes(channel_id))
    .map(({ id }) => id)

/** A channel opens its only group; with several groups or none, the versions of its application. */
function groupOrVersionsUrl({ id }: Application, arch: Arch, groupIds: readonly string[]): string {
  const [only, ...others] = groupIds
  if (only !== undefined && others.length === 0) return routes.group.url({ applicationId: id, groupId: only })
  return routes.versions.url(nodeFilterParams({ applications: [id], arches: [arch] }))
}

/** Whether a label begins with all that was typed. */
export const startsWith = ({ label }: Pick<JumpTarget, 'label'>, query: string): boolean =>
  label.toLowerCase().startsWith(query.trim().toLowerCase().split(/\s+/).join(' '))

const MAX_MATCHES_PER_KIND = 6

/** What the palette lists by the words of a query. */
type Listed = JumpTarget | PaletteAction

/** Those that contain every word, the ones whose label starts with the query first; without a query, actions and pages. */
export function matchingTargets<Target extends Listed>(targets: readonly Target[], query: string): Target[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0)
    return targets.filter((target) => (target.kind === 'action' ? target.isOffered : target.kind === 'page'))
  const rank = (target: Target) => (startsWith(target, query) ? 0 : 1)
  const counts = new Map<Target['kind'], number>()
  return targets
    .filter(({ kind, label, note }) => {
      const text = `${kind} ${label} ${note}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .toSorted((a, b) => rank(a) - rank(b))
    .filter(({ kind }) => {
      const count = (counts.get(kind) ?? 0) + 1
      counts.set(kind, count)
      return count <= MAX_MATCHES_PER_KIND
    })
}
