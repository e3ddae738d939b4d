import type { Application } from '#contract/application.ts'
import { isSameChannel, settingsOfChannel } from '#contract/channel-settings.ts'
import type { Channel } from '#contract/channel.ts'
import { deleteChannel, readChannel } from '#src/api/channels.ts'
import { useFloors } from '#src/api/floors.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { plural } from '#src/lib/format-number.ts'
import { NameList } from '#src/ui/NameList.tsx'
import { DeleteDialog } from '#src/writes/DeleteDialog.tsx'
import { deletedResource } from '#src/writes/deleted-resource.ts'
import styles from './Catalogue.module.css'
import { type Followers, useFollowers } from './use-followers.ts'

export interface DeleteChannelDialogProps {
  application: Application
  channel: Channel
  onDeleted: () => void
  onClose: () => void
}

/** Deletes a channel, after it has said which groups lose it and how many nodes they have. */
export function DeleteChannelDialog({ application, channel, onDeleted, onClose }: DeleteChannelDialogProps) {
  const ref = { applicationId: application.id, channelId: channel.id }
  const followers = useFollowers(application)([channel.id])
  const floors = useFloors(ref)
  const seen = settingsOfChannel(channel)
  const title = channelTitle(channel, application.channels ?? [])
  const floorCount = Array.isArray(floors) ? floors.length : 0
  return (
    <DeleteDialog
      resource={deletedResource({
        key: `delete-channel-${channel.id}`,
        noun: 'channel',
        name: title,
        read: (signal) => readChannel(ref, signal),
        remove: (context, signal) => deleteChannel(ref, context, signal),
        isAsSeen: (found) => isSameChannel(settingsOfChannel(found), seen),
        expected: seen,
      })}
      typed={followers.groups.length > 0 ? channel.name : null}
      onDeleted={onDeleted}
      onClose={onClose}
    >
      <p className={styles['words']}>
        <LostFollowers {...followers} />
      </p>
      {floorCount > 0 && (
        <p className={styles['words']}>
          {floorCount === 1 ? 'Its floor goes' : `Its ${floorCount} floors go`} with it. Packages stay.
        </p>
      )}
    </DeleteDialog>
  )
}

function LostFollowers({ groups, nodes, unread }: Followers) {
  if (groups.length === 0) return 'No group follows it, so no node is affected.'
  const names = groups.map(({ name }) => name)
  return (
    <>
      <NameList names={names} /> {groups.length === 1 ? 'follows' : 'follow'} it, and will have no channel.{' '}
      {unread > 0 ? 'Their nodes' : `Their ${plural(nodes, 'node')}, seen in the last 24 hours,`} get no
      updates until they follow another one.
    </>
  )
}
