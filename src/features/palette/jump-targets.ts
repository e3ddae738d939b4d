import { targetVersion } from '#contract/group.ts'
import type { Application } from '#contract/application.ts'
import type { Arch } from '#contract/arch.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { wallboardUrl } from '#src/routes/wallboard-url.ts'

/** Somewhere to go to. */
export interface JumpTarget {
  key: string
  kind: 'page' | 'node' | 'application' | 'group' | 'rollout' | 'channel' | 'package'
  label: string
  /** A few quiet words after the label. */
  note: string
  to: string
}

/** What a package is found by. */
export interface JumpPackage {
  id: string
  application_id: string
  arch: Arch
  version: string
}

const PAGES: readonly JumpTarget[] = [
  { label: routes.fleet.title, note: 'every group, by what wants attention', to: routes.fleet.url() },
  { label: 'Wallboard', note: 'the fleet for a screen on the wall', to: wallboardUrl() },
  { label: routes.nodes.title, note: 'of all groups', to: routes.nodes.url() },
  { label: routes.versions.title, note: 'over the whole fleet', to: routes.versions.url() },
  {
    label: routes.timelines.title,
    note: 'versions and statuses, groups side by side',
    to: routes.timelines.url(),
  },
  {
    label: routes.freeze.title,
    note: 'pause many groups at once, and bring them back',
    to: routes.freeze.url(),
  },
  { label: routes.auditLog.title, note: 'who changed what, when and why', to: routes.auditLog.url() },
].map((page) => ({ ...page, key: page.to, kind: 'page' }))

/** Every page, application, group, rollout, channel and package. A channel or package leads to its one group, else to its versions. */
export function jumpTargets(
  applications: readonly Application[],
  packages: readonly JumpPackage[],
): JumpTarget[] {
  const groups = applications.flatMap(({ id, name, groups }) =>
    (groups ?? []).map((group): JumpTarget => ({
      key: group.id,
      kind: 'group',
      label: group.name,
      note: [name, group.channel && `channel ${group.channel.name}`].filter(Boolean).join(' · '),
      to: routes.group.url({ applicationId: id, groupId: group.id }),
    })),
  )
  const rollouts = applications.flatMap(({ id, name, groups }) =>
    (groups ?? []).flatMap((group): JumpTarget[] => {
      const target = targetVersion(group)
      if (target === null) return []
      const to = routes.rollout.url({ applicationId: id, groupId: group.id })
      return [
        { key: to, kind: 'rollout', label: `Rollout of ${group.name}`, note: `${name} · ${target}`, to },
      ]
    }),
  )
  const channels = applications.flatMap((application) =>
    (application.channels ?? []).map((channel): JumpTarget => {
      const followers = followersOf(application, [channel.id])
      return {
        key: channel.id,
        kind: 'channel',
        label: `${channel.name} (${archName(channel.arch)})`,
        note: `${application.name} · ${channel.package?.version ?? 'no package'} · ${plural(followers.length, 'group')}`,
        to: leadingTo(application, channel.arch, followers),
      }
    }),
  )
  const byId = new Map(applications.map((application) => [application.id, application]))
  const known = packages.flatMap((one): JumpTarget[] => {
    const application = byId.get(one.application_id)
    if (!application) return []
    const channels = (application.channels ?? []).filter(({ package_id }) => package_id === one.id)
    const followers = followersOf(
      application,
      channels.map(({ id }) => id),
    )
    const target = channels.length === 0 ? 'in no channel' : `target of ${plural(followers.length, 'group')}`
    return [
      {
        key: one.id,
        kind: 'package',
        label: `${one.version} (${archName(one.arch)})`,
        note: `${application.name} · ${target}`,
        to: leadingTo(application, one.arch, followers),
      },
    ]
  })
  return [...PAGES, ...applications.flatMap(pagesOf), ...groups, ...rollouts, ...channels, ...known]
}

const pagesOf = ({ id, name }: Application): JumpTarget[] =>
  [
    {
      label: `Channels of ${name}`,
      note: 'promote from one to the next',
      to: routes.channels.url({ applicationId: id }),
    },
    {
      label: `Packages of ${name}`,
      note: 'and which channels point at them',
      to: routes.packages.url({ applicationId: id }),
    },
  ].map((page) => ({ ...page, key: page.to, kind: 'application' }))

const followersOf = ({ groups }: Application, channelIds: readonly string[]): string[] =>
  (groups ?? [])
    .filter(({ channel_id }) => channel_id !== null && channelIds.includes(channel_id))
    .map(({ id }) => id)

function leadingTo({ id }: Application, arch: Arch, groupIds: readonly string[]): string {
  const [only, ...others] = groupIds
  if (only !== undefined && others.length === 0) return routes.group.url({ applicationId: id, groupId: only })
  return routes.versions.url(nodeFilterParams({ applications: [id], arches: [arch] }))
}

/** As many of each kind as can be looked over. */
const MOST_OF_A_KIND = 6

/** Those in which every word occurs, the ones whose name begins so first; without words only pages. */
export function matchingTargets(targets: readonly JumpTarget[], query: string): JumpTarget[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return targets.filter(({ kind }) => kind === 'page')
  const begins = ({ label }: JumpTarget) => (label.toLowerCase().startsWith(words.join(' ')) ? 0 : 1)
  const counts = new Map<JumpTarget['kind'], number>()
  return targets
    .filter(({ kind, label, note }) => {
      const text = `${kind} ${label} ${note}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .toSorted((a, b) => begins(a) - begins(b))
    .filter(({ kind }) => {
      const count = (counts.get(kind) ?? 0) + 1
      counts.set(kind, count)
      return count <= MOST_OF_A_KIND
    })
}
