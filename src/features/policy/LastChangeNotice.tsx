import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { changedFields, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { policyChanges } from '#src/domain/policy/policy-changes.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { forgetChange, useLastChange } from './last-change.ts'
import { UndoChange } from './UndoChange.tsx'

/** What was changed last in this tab, as long as the group still is so; offers to take it back. */
export function LastChangeNotice({ group }: { group: Group }) {
  const change = useLastChange(group.id)
  const { data } = useQuery({ ...applicationsQuery(), enabled: change !== null })
  if (!change || changedFields(change.after, settingsOfGroup(group)).length > 0) return null
  const channels = data?.find(({ id }) => id === group.application_id)?.channels ?? []
  return (
    <Notice
      tone="neutral"
      actions={
        <Button size="compact-xs" variant="subtle" mt={6} onClick={() => forgetChange(change)}>
          Dismiss
        </Button>
      }
    >
      You changed this group <RelativeTime time={change.madeAt} />:{' '}
      {policyChanges(change.before, change.after, channels)
        .map(({ label, before, after }) => `${label} ${before} → ${after}`)
        .join('; ')}
      . <UndoChange change={change} />
    </Notice>
  )
}
