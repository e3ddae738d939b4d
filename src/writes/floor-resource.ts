import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log-key.ts'
import { readFloors, deleteFloor, setFloor } from '#src/api/floors.ts'
import { isolateText } from '#src/lib/isolate-text.ts'
import type { WritableResource } from './writable-resource.ts'

export interface FloorSettings {
  /** Null where the package is no floor of the channel. */
  package_id: string | null
  floor_reason: string | null
}

export const NO_FLOOR: FloorSettings = { package_id: null, floor_reason: null }

/** A package as a floor of a channel, which nodes must not skip; a write sets or removes it. */
export const floorResource = (
  channel: Pick<Channel, 'id' | 'name'>,
  release: Pick<Package, 'id' | 'version'>,
): WritableResource<FloorSettings, FloorSettings> => ({
  key: `floor-${channel.id}-${release.id}`,
  noun: 'floor',
  name: `${release.version} on ${isolateText(channel.name)}`,
  read: async (signal) => {
    const floor = (await readFloors(channel.id, signal)).find(({ id }) => id === release.id)
    return floor ? { package_id: floor.id, floor_reason: floor.floor_reason ?? null } : NO_FLOOR
  },
  write: async (settings, _from, context, signal) => {
    const ref = { channelId: channel.id, packageId: release.id }
    if (settings.package_id === null) await deleteFloor(ref, context, signal)
    else await setFloor(ref, settings.floor_reason, context, signal)
    return settings
  },
  settingsOf: (floor) => floor,
  isSame: (one, other) =>
    one.package_id === other.package_id && (one.floor_reason ?? '') === (other.floor_reason ?? ''),
  invalidates: [applicationsQuery().queryKey, AUDIT_LOG_KEY],
})
