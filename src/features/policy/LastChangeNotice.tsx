import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { changedFields, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { policyChanges } from '#src/domain/policy/policy-changes.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { groupResource } from '#src/writes/group-resource.ts'
import { forgetGroupChange, useLastGroupChange } from '#src/writes/last-group-change.ts'
import { UndoWriteButton } from '#src/writes/UndoWriteButton.tsx'
import { undoOfPolicy } from './announce-policy.tsx'

/** The last change made in this tab and its undo, while the group is as that change left it. */
export function LastChangeNotice({ group }: { group: Group }) {
  const change = useLastGroupChange(group.id)
  const { data } = useQuery({ ...applicationsQuery(), enabled: change !== null })
  if (!change || changedFields(change.after, settingsOfGroup(group)).length > 0) return null
  const channels = data?.find(({ id }) => id === group.application_id)?.channels ?? []
  return (
    <Notice
      tone="neutral"
      actions={
        <Button size="compact-xs" variant="subtle" mt={6} onClick={() => forgetGroupChange(group.id)}>
          Dismiss
        </Button>
      }
    >
      You changed this group <RelativeTime time={change.madeAt} />:{' '}
      {policyChanges(change.before, change.after, channels)
        .map(({ label, before, after }) => `${label} ${before} → ${after}`)
        .join('; ')}
      .{' '}
      <UndoWriteButton resource={groupResource(refOfGroup(group), group.name)} undo={undoOfPolicy(change)} />
    </Notice>
  )
}
