import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import { channelKey, deleteChannel, readChannel } from '#src/api/channels.ts'
import { useFloors } from '#src/api/floors.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { NameList } from '#src/ui/NameList.tsx'
import { DeleteDialog } from '#src/writes/DeleteDialog.tsx'
import { deletedResource } from '#src/writes/deleted-resource.ts'
import { useLeaveDeleted } from '#src/writes/use-leave-deleted.ts'
import { type Followers, useFollowers } from './use-followers.ts'

interface DeleteChannelDialogProps {
  application: Application
  channel: Channel
  onClose: () => void
}

/** Deletes a channel, after it has said which groups lose it and how many nodes they have. */
export function DeleteChannelDialog({ application, channel, onClose }: DeleteChannelDialogProps) {
  const leave = useLeaveDeleted()
  const ref = { applicationId: application.id, channelId: channel.id }
  const followers = useFollowers(application)([channel.id])
  const floors = useFloors(ref)
  const floorCount = Array.isArray(floors) ? floors.length : 0
  return (
    <DeleteDialog
      resource={deletedResource({
        id: channel.id,
        noun: 'channel',
        name: channelTitle(channel, application.channels ?? []),
        read: (signal) => readChannel(ref, signal),
        remove: (context, signal) => deleteChannel(ref, context, signal),
      })}
      needsName={followers.groups.length > 0}
      onDeleted={() => void leave({ to: routes.channels.url(ref), queryKey: channelKey(ref) })}
      onClose={onClose}
    >
      <LostFollowers {...followers} />
      {floorCount > 0 && (
        <li>{floorCount === 1 ? 'Its floor goes' : `Its ${floorCount} floors go`} with it.</li>
      )}
      <li>Packages stay. There is no undo.</li>
    </DeleteDialog>
  )
}

function LostFollowers({ groups, nodes, unread }: Followers) {
  if (groups.length === 0) return <li>No group follows it, so no node is affected.</li>
  return (
    <>
      <li>
        <NameList names={groups.map(({ name }) => name)} /> {groups.length === 1 ? 'follows' : 'follow'} it,
        and will have no channel.
      </li>
      <li>
        {unread > 0 ? 'Their nodes' : `Their ${plural(nodes, 'node')}, seen in the last 24 hours,`} get no
        updates until they follow another one.
      </li>
    </>
  )
}
