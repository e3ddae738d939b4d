import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { compareVersions } from '#contract/version-order.ts'

/** A package, and the channels that it has to do with. */
export interface PackageRow {
  release: Package
  pointing: Channel[]
  blacklisted: Channel[]
}

/** Those in whose version, description or channels every word occurs, the newest version first. */
export function packageRows(
  packages: readonly Package[],
  { channels }: Pick<Application, 'channels'>,
  search: string,
): PackageRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return packages
    .map((release) => ({
      release,
      pointing: (channels ?? []).filter(({ package_id }) => package_id === release.id),
      blacklisted: (channels ?? []).filter(({ id }) => release.channels_blacklist?.includes(id)),
    }))
    .filter(({ release, pointing }) => {
      const names = pointing.map(({ name }) => name).join(' ')
      const text = `${release.version} ${release.description ?? ''} ${release.url} ${names}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .toSorted(
      (a, b) => compareVersions(b.release.version, a.release.version) || a.release.arch - b.release.arch,
    )
}
