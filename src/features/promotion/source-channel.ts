import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'

/**
 * The channel on which one sees how the package does: the one that it is said to come `from`, else another that points
 * at it, the one with the most groups first. Null where there is none.
 */
export function sourceChannel(
  { channels, groups }: Pick<Application, 'channels' | 'groups'>,
  { target, release, from }: { target: Channel; release: Package; from: string | null },
): Channel | null {
  const others = (channels ?? []).filter(({ id }) => id !== target.id)
  const followers = (channel: Channel) =>
    (groups ?? []).filter(({ channel_id }) => channel_id === channel.id).length
  const [likely] = others
    .filter(({ package_id }) => package_id === release.id)
    .toSorted((a, b) => followers(b) - followers(a))
  return others.find(({ id, arch }) => id === from && arch === release.arch) ?? likely ?? null
}
