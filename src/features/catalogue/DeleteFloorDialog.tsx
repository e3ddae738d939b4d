import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { deleteFloor } from '#src/api/floors.ts'
import { DeleteDialog } from '#src/writes/DeleteDialog.tsx'
import { deletedResource } from '#src/writes/deleted-resource.ts'
import { floorResource } from '#src/writes/floor-resource.ts'

export interface DeleteFloorDialogProps {
  channel: Channel
  floor: Pick<Package, 'id' | 'version' | 'floor_reason'>
  /** "12 nodes", in words. */
  passing: string
  onClose: () => void
}

/** Deletes a floor, after it has said which nodes may skip the version then. */
export function DeleteFloorDialog({ channel, floor, passing, onClose }: DeleteFloorDialogProps) {
  const resource = floorResource(channel, floor)
  return (
    <DeleteDialog
      resource={deletedResource({
        id: resource.key,
        noun: resource.noun,
        name: resource.name,
        invalidates: resource.invalidates,
        read: async (signal) => {
          const found = await resource.read(signal)
          return found.package_id === null ? null : found
        },
        remove: (context, signal) =>
          deleteFloor({ channelId: channel.id, packageId: floor.id }, context, signal),
      })}
      needsName={false}
      onDeleted={onClose}
      onClose={onClose}
    >
      <li>
        Nodes may then skip {floor.version}. Nodes that must install it now: {passing}.
      </li>
      {floor.floor_reason && (
        <li>
          Its reason is: <bdi>{floor.floor_reason}</bdi>
        </li>
      )}
    </DeleteDialog>
  )
}
