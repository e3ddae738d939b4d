import type { GroupRef } from '#src/api/groups.ts'
import { routes } from '#src/routes/routes.ts'
import { WriteButton } from '#src/writes/WriteButton.tsx'

/** Leads from a group to the form for its policy. */
export function EditPolicyButton({ applicationId, groupId }: GroupRef) {
  return (
    <WriteButton to={routes.editPolicy.url({ applicationId, groupId })} variant="default" size="xs">
      Edit policy
    </WriteButton>
  )
}
