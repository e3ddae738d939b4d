import type { GroupRef } from '#src/api/groups.ts'
import { CLONE, routes } from '#src/routes/routes.ts'
import { WriteButton } from '#src/writes/WriteButton.tsx'

/** Leads from a group to the form for another one with its channel and policy. */
export const CloneGroupButton = ({ applicationId, groupId }: GroupRef) => (
  <WriteButton
    to={routes.newGroup.url({ applicationId }, new URLSearchParams({ [CLONE]: groupId }))}
    variant="default"
    size="xs"
  >
    Clone
  </WriteButton>
)
