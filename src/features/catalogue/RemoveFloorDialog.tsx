import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { removeFloor } from '#src/api/floors.ts'
import { DeleteDialog } from '#src/writes/DeleteDialog.tsx'
import { deletedResource } from '#src/writes/deleted-resource.ts'
import { floorResource } from '#src/writes/floor-resource.ts'
import styles from './Catalogue.module.css'

export interface RemoveFloorDialogProps {
  channel: Channel
  floor: Pick<Package, 'id' | 'version' | 'floor_reason'>
  /** "12 nodes", in words. */
  passing: string
  onClose: () => void
}

/** Removes a floor, after it has said which nodes may skip the version then. */
export function RemoveFloorDialog({ channel, floor, passing, onClose }: RemoveFloorDialogProps) {
  const resource = floorResource(channel, floor)
  const seen = { package_id: floor.id, floor_reason: floor.floor_reason ?? null }
  return (
    <DeleteDialog
      resource={deletedResource({
        ...resource,
        key: `delete-${resource.key}`,
        read: async (signal) => {
          const found = await resource.read(signal)
          return found.package_id === null ? null : found
        },
        remove: (context, signal) =>
          removeFloor({ channelId: channel.id, packageId: floor.id }, context, signal),
        isAsSeen: (found) => resource.isSame(found, seen),
        expected: seen,
      })}
      typed={null}
      onDeleted={onClose}
      onClose={onClose}
    >
      <p className={styles['words']}>
        Nodes may then skip {floor.version}. Must pass it now: {passing}.
        {floor.floor_reason && (
          <>
            {' '}
            Its reason: <bdi>{floor.floor_reason}</bdi>
          </>
        )}
      </p>
    </DeleteDialog>
  )
}
