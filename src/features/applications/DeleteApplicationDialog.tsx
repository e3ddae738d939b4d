import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { Application } from '#contract/application.ts'
import { deleteApplication, readApplication } from '#src/api/application-writes.ts'
import { applicationKey, applicationsQuery } from '#src/api/applications.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { NameList } from '#src/ui/NameList.tsx'
import { DeleteDialog } from '#src/writes/DeleteDialog.tsx'
import { deletedResource } from '#src/writes/deleted-resource.ts'
import { markDeleted } from '#src/writes/mark-deleted.ts'

interface DeleteApplicationDialogProps {
  application: Application
  onClose: () => void
}

/** Deletes an application, and says what is in it. */
export function DeleteApplicationDialog({ application, onClose }: DeleteApplicationDialogProps) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { id, name, instances } = application
  const groups = application.groups ?? []
  const channels = application.channels ?? []
  async function leave() {
    await navigate(routes.applications.url(), { replace: true })
    await markDeleted(queryClient, applicationKey(id))
    await queryClient.invalidateQueries({ queryKey: applicationsQuery().queryKey, exact: true })
  }
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
      onDeleted={() => void leave()}
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
