import type { Channel, ChannelReplace } from './channel.ts'

/** What a PUT of a channel replaces: all of these at once. */
export interface ChannelSettings {
  name: string
  color: string
  package_id: string | null
}

export const settingsOfChannel = ({ name, color, package_id }: Channel): ChannelSettings => ({
  name,
  color,
  package_id,
})

/** Body of the PUT. No package is one left out: `null` is refused. */
export const channelWriteOfSettings = (
  { application_id, arch }: Channel,
  { package_id, ...settings }: ChannelSettings,
): ChannelReplace => ({ application_id, arch, ...settings, ...(package_id !== null && { package_id }) })

export const isSameChannel = (one: ChannelSettings, other: ChannelSettings): boolean =>
  one.name === other.name && one.color === other.color && one.package_id === other.package_id
