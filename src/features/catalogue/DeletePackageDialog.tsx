import type { Application } from '#contract/application.ts'
import type { Package } from '#contract/package.ts'
import { useFloorChannels } from '#src/api/floors.ts'
import { deletePackage, packageQuery, packagesQuery, readPackage } from '#src/api/packages.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { packageTitle } from '#src/domain/catalogue/package-title.ts'
import { plural } from '#src/lib/format-number.ts'
import { nameList } from '#src/lib/name-list.ts'
import { routes } from '#src/routes/routes.ts'
import { NameList } from '#src/ui/NameList.tsx'
import { DeleteDialog } from '#src/writes/DeleteDialog.tsx'
import { deletedResource } from '#src/writes/deleted-resource.ts'
import { useLeaveDeleted } from '#src/writes/use-leave-deleted.ts'
import { type Followers, useFollowers } from './use-followers.ts'

interface DeletePackageDialogProps {
  application: Application
  release: Package
  onClose: () => void
}

/** Deletes a package, after it has said which channels lose it and how many nodes follow them. */
export function DeletePackageDialog({ application, release, onClose }: DeletePackageDialogProps) {
  const leave = useLeaveDeleted()
  const ref = { applicationId: application.id, packageId: release.id }
  const floors = useFloorChannels(ref)
  const channels = (application.channels ?? []).filter(({ package_id }) => package_id === release.id)
  const names = channels.map((channel) => channelTitle(channel, application.channels ?? []))
  const followers = useFollowers(application)(channels.map(({ id }) => id))
  const floorOf = Array.isArray(floors) ? floors.map(({ channel }) => channel.name) : []
  return (
    <DeleteDialog
      resource={deletedResource({
        id: release.id,
        noun: 'package',
        name: packageTitle(release),
        read: (signal) => readPackage(ref, signal),
        remove: (context, signal) => deletePackage(ref, context, signal),
      })}
      needsName={followers.groups.length > 0}
      disabledReason={
        floorOf.length > 0 ? `It is a floor of ${nameList(floorOf)}. Delete the floor first.` : undefined
      }
      onDeleted={() =>
        void leave({
          to: routes.packages.url(ref),
          queryKey: packageQuery(ref.applicationId, ref.packageId).queryKey,
          listKey: packagesQuery(ref.applicationId).queryKey,
        })
      }
      onClose={onClose}
    >
      {channels.length === 0 ? (
        <li>No channel has it, so no node is affected.</li>
      ) : (
        <>
          <li>
            <NameList names={names} max={Infinity} /> {channels.length === 1 ? 'has' : 'have'} it now, and
            will have no package.
          </li>
          <li>{describeFollowers(followers)}</li>
        </>
      )}
      <li>Its file stays where it is. There is no undo.</li>
    </DeleteDialog>
  )
}

function describeFollowers({ groups, nodes, unread }: Followers): string {
  if (groups.length === 0) return 'No group follows, so no node is affected.'
  const count =
    unread > 0
      ? `The nodes of ${plural(groups.length, 'group')}`
      : `${plural(nodes, 'node')} of ${plural(groups.length, 'group')}, seen in the last 24 hours,`
  return `${count} get no updates until the channel has a package again.`
}
