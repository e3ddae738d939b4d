import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'

/**
 * The channel that shows how well the package does: the one it comes `from`, otherwise the channel with the most groups
 * that has it. Null where no other channel has it.
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
