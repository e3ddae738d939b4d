import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'

/** A floor as the audit log tells it: the API tells of one as a package in its channel's list. */
export const floorOf = (channel: Channel, floor: Package, floor_reason: string | null) => ({
  application_id: channel.application_id,
  channel_id: channel.id,
  channel_name: channel.name,
  arch: channel.arch,
  package_id: floor.id,
  version: floor.version,
  floor_reason,
})
