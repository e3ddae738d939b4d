import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { floorResource, type FloorSettings, NO_FLOOR } from '#src/writes/floor-resource.ts'
import type { OneWrite } from '#src/writes/write-several.ts'

/** The writes that make a package a floor of each of the channels. */
export const newFloors = (
  channels: readonly Channel[],
  release: Pick<Package, 'id' | 'version'>,
  reason: string,
): OneWrite<FloorSettings, FloorSettings>[] =>
  channels.map((channel) => ({
    resource: floorResource(channel, release),
    change: { opened: NO_FLOOR, mine: { package_id: release.id, floor_reason: reason.trim() || null } },
  }))
