import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'

/** A floor as a resource of the audit log; the API has floors only as packages in a channel's list. */
export const auditedFloor = (channel: Channel, floor: Package, floor_reason: string | null) => ({
  application_id: channel.application_id,
  channel_id: channel.id,
  channel_name: channel.name,
  arch: channel.arch,
  package_id: floor.id,
  version: floor.version,
  floor_reason,
})
