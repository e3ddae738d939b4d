import type { Application } from '#contract/application.ts'
import { isSamePackage, settingsOfPackage } from '#contract/package-settings.ts'
import type { Package } from '#contract/package.ts'
import { useFloorChannels } from '#src/api/floors.ts'
import { deletePackage, readPackage } from '#src/api/packages.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { packageTitle } from '#src/domain/catalogue/package-title.ts'
import { plural } from '#src/lib/format-number.ts'
import { nameList } from '#src/lib/name-list.ts'
import { NameList } from '#src/ui/NameList.tsx'
import { DeleteDialog } from '#src/writes/DeleteDialog.tsx'
import { deletedResource } from '#src/writes/deleted-resource.ts'
import styles from './Catalogue.module.css'
import { type Followers, useFollowers } from './use-followers.ts'

export interface DeletePackageDialogProps {
  application: Application
  release: Package
  onDeleted: () => void
  onClose: () => void
}

/** Deletes a package, after it has said which channels lose it and how many nodes follow them. */
export function DeletePackageDialog({ application, release, onDeleted, onClose }: DeletePackageDialogProps) {
  const followersOf = useFollowers(application)
  const floors = useFloorChannels({ applicationId: application.id, packageId: release.id })
  const channels = (application.channels ?? []).filter(({ package_id }) => package_id === release.id)
  const names = channels.map((channel) => channelTitle(channel, application.channels ?? []))
  const followers = followersOf(channels.map(({ id }) => id))
  const floorOf = Array.isArray(floors) ? floors.map(({ channel }) => channel.name) : []
  const ref = { applicationId: application.id, packageId: release.id }
  const seen = settingsOfPackage(release)
  return (
    <DeleteDialog
      resource={deletedResource({
        key: `delete-package-${release.id}`,
        noun: 'package',
        name: packageTitle(release),
        read: (signal) => readPackage(ref, signal),
        remove: (context, signal) => deletePackage(ref, context, signal),
        isAsSeen: (found) => isSamePackage(settingsOfPackage(found), seen),
        expected: seen,
      })}
      typed={followers.groups.length > 0 ? release.version : null}
      impossible={
        floorOf.length > 0 ? `It is a floor of ${nameList(floorOf)}. Remove the floor first.` : undefined
      }
      onDeleted={onDeleted}
      onClose={onClose}
    >
      {channels.length === 0 ? (
        <p className={styles['words']}>No channel has it, so no node is affected.</p>
      ) : (
        <p className={styles['words']}>
          <NameList names={names} max={Infinity} /> {channels.length === 1 ? 'has' : 'have'} it now, and will
          have no package. {describeFollowers(followers)}
        </p>
      )}
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
