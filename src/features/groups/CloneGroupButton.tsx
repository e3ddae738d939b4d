import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { GroupRef } from '#src/api/groups.ts'
import { CLONE, routes } from '#src/routes/routes.ts'

/** Leads from a group to the form for another one with its channel and policy. */
export const CloneGroupButton = ({ applicationId, groupId }: GroupRef) => (
  <Button
    component={Link}
    to={routes.newGroup.url({ applicationId }, new URLSearchParams({ [CLONE]: groupId }))}
    variant="default"
    size="xs"
  >
    Clone
  </Button>
)
