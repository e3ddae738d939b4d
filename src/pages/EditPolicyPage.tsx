import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { groupQuery } from '#src/api/groups.ts'
import { PolicyEditor } from '#src/features/policy/PolicyEditor.tsx'
import { routes } from '#src/routes/routes.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'

export function EditPolicyPage() {
  const { applicationId = '', groupId = '' } = useParams()
  const group = useQuery(groupQuery({ applicationId, groupId }))
  return (
    <>
      <PageHeading title={group.data ? `Edit policy of ${group.data.name}` : routes.editPolicy.title} />
      {group.data ? (
        <PolicyEditor group={group.data} />
      ) : (
        <QueryPanel title="Policy" query={group} minHeight="20rem">
          {() => null}
        </QueryPanel>
      )}
    </>
  )
}
