import type { Application } from '#contract/application.ts'
import { deleteApplication, readApplication } from '#src/api/application-writes.ts'
import { applicationKey } from '#src/api/applications.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { NameList } from '#src/ui/NameList.tsx'
import { DeleteDialog } from '#src/writes/DeleteDialog.tsx'
import { deletedResource } from '#src/writes/deleted-resource.ts'
import { useLeaveDeleted } from '#src/writes/use-leave-deleted.ts'

interface DeleteApplicationDialogProps {
  application: Application
  onClose: () => void
}

/** Deletes an application, and says what is in it. */
export function DeleteApplicationDialog({ application, onClose }: DeleteApplicationDialogProps) {
  const leave = useLeaveDeleted()
  const { id, name, instances } = application
  const groups = application.groups ?? []
  const channels = application.channels ?? []
  return (
    <DeleteDialog
      resource={deletedResource({
        id,
        noun: 'application',
        name,
        read: (signal) => readApplication(id, signal),
        remove: (context, signal) => deleteApplication(id, context, signal),
      })}
      needsName={instances.count > 0 || groups.length > 0}
      onClose={onClose}
      onDeleted={() => void leave({ to: routes.applications.url(), queryKey: applicationKey(id) })}
    >
      {groups.length > 0 && (
        <li>
          <strong>{plural(groups.length, 'group')}</strong>{' '}
          {groups.length === 1 ? 'is deleted' : 'are deleted'}:{' '}
          <NameList names={groups.map((group) => group.name)} max={5} />.
        </li>
      )}
      <li>
        {instances.count === 0 ? (
          'No node was seen in the last 24 hours.'
        ) : (
          <>
            <strong>{plural(instances.count, 'node')}</strong> seen in the last 24 hours{' '}
            {instances.count === 1 ? 'gets' : 'get'} an error instead of an update.
          </>
        )}
      </li>
      <li>
        {plural(channels.length, 'channel')}, all packages with their floors, and everything recorded about
        its nodes: versions, update history and activity. There is no undo.
      </li>
    </DeleteDialog>
  )
}
