import type { Channel, ChannelReplace } from './channel.ts'

/** The fields that a PUT of a channel replaces, all at once. */
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

/** Body of the PUT. Without a package the field is left out, since `null` is invalid. */
export const channelWriteOfSettings = (
  { application_id, arch }: Channel,
  { package_id, ...settings }: ChannelSettings,
): ChannelReplace => ({ application_id, arch, ...settings, ...(package_id !== null && { package_id }) })

export const isSameChannel = (one: ChannelSettings, other: ChannelSettings): boolean =>
  one.name === other.name && one.color === other.color && one.package_id === other.package_id
