import { useQuery } from '@tanstack/react-query'
import type { Group } from '#contract/group.ts'
import { deleteGroup } from '#src/api/group-writes.ts'
import { groupKey, instanceStatsQuery, readGroup, refOfGroup } from '#src/api/groups.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { DeleteDialog } from '#src/writes/DeleteDialog.tsx'
import { deletedResource } from '#src/writes/deleted-resource.ts'
import { useLeaveDeleted } from '#src/writes/use-leave-deleted.ts'

interface DeleteGroupDialogProps {
  group: Group
  onClose: () => void
}

/** Deletes a group, and says what becomes of its nodes and its history. */
export function DeleteGroupDialog({ group, onClose }: DeleteGroupDialogProps) {
  const leave = useLeaveDeleted()
  const ref = refOfGroup(group)
  const stats = useQuery(instanceStatsQuery(ref, '30d'))
  const nodes = stats.data?.total
  return (
    <DeleteDialog
      resource={deletedResource({
        id: group.id,
        noun: 'group',
        name: group.name,
        read: (signal) => readGroup(ref, signal),
        remove: (context, signal) => deleteGroup(ref, context, signal),
      })}
      needsName={nodes !== 0}
      disabledReason={stats.isPending ? 'Counting its nodes …' : undefined}
      onClose={onClose}
      onDeleted={() =>
        void leave({
          to: routes.application.url({ applicationId: ref.applicationId }),
          queryKey: groupKey(ref),
        })
      }
    >
      {nodes === undefined ? (
        <li>Its nodes lose their group{stats.isError && ' (failed to count them)'}.</li>
      ) : nodes === 0 ? (
        <li>No node was seen in it in the last 30 days.</li>
      ) : (
        <li>
          <strong>{plural(nodes, 'node')}</strong> seen in the last 30 days{' '}
          {nodes === 1 ? 'loses its' : 'lose their'} group.
        </li>
      )}
      <li>
        Nodes that request the track <bdi>{group.track}</bdi> get an error instead of an update, until another
        group has it.
      </li>
      <li>What it recorded is deleted: timelines, update history and activity.</li>
      <li>
        {group.channel ? (
          <>
            The channel <bdi>{group.channel.name}</bdi> and its package stay.
          </>
        ) : (
          'Channels and packages stay.'
        )}{' '}
        There is no undo.
      </li>
    </DeleteDialog>
  )
}
