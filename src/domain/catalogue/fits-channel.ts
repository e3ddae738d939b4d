import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'

/** Whether the channel can have the package, as its own or as a floor: it is for the same arch, and not blacklisted there. */
export const fitsChannel = (
  { arch, channels_blacklist }: Pick<Package, 'arch' | 'channels_blacklist'>,
  channel: Pick<Channel, 'id' | 'arch'>,
): boolean => arch === channel.arch && !channels_blacklist?.includes(channel.id)
