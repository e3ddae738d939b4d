import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { compareVersions } from '#contract/version-order.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'

interface TitledChannel extends Channel {
  /** As `channelTitle` gives it. */
  title: string
}

/** A package with the channels that have it, and those it is blacklisted for. */
export interface PackageRow {
  release: Package
  channels: TitledChannel[]
  blacklisted: Channel[]
}

/** The packages whose version, description, URL or channels contain every word, the newest version first. */
export function packageRows(
  packages: readonly Package[],
  { channels: allChannels }: Pick<Application, 'channels'>,
  search: string,
): PackageRow[] {
  const all = allChannels ?? []
  const titled = all.map((channel) => ({ ...channel, title: channelTitle(channel, all) }))
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return packages
    .map((release) => ({
      release,
      channels: titled.filter(({ package_id }) => package_id === release.id),
      blacklisted: all.filter(({ id }) => release.channels_blacklist?.includes(id)),
    }))
    .filter(({ release, channels }) => {
      const names = channels.map(({ name }) => name).join(' ')
      const text = `${release.version} ${release.description ?? ''} ${release.url} ${names}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .toSorted(
      (a, b) => compareVersions(b.release.version, a.release.version) || a.release.arch - b.release.arch,
    )
}
