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
  if (group.data) {
    return (
      <>
        <PageHeading title="Edit policy of" name={group.data.name} />
        <PolicyEditor group={group.data} />
      </>
    )
  }
  return (
    <>
      <PageHeading title={routes.editPolicy.title} />
      <QueryPanel title="Policy" query={group} minHeight="20rem">
        {() => null}
      </QueryPanel>
    </>
  )
}
