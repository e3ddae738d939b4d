import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { GroupRef } from '#src/api/groups.ts'
import { routes } from '#src/routes/routes.ts'

/** Leads from a group to the form for its policy. */
export function EditPolicyButton({ applicationId, groupId }: GroupRef) {
  return (
    <Button
      component={Link}
      to={routes.editPolicy.url({ applicationId, groupId })}
      variant="default"
      size="xs"
    >
      Edit policy
    </Button>
  )
}
