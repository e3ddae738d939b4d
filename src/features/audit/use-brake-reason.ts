import type { AuditedResource, AuditEntry } from '#contract/audit-log.ts'
import type { RevertField } from '#src/domain/audit/revert-fields.ts'
import { useSwitchedOffBy } from '#src/writes/use-switched-off-by.ts'

/**
 * Why a group can't be reverted as it is: with its other fields, the revert would save as an operator's choice that updates
 * are off, though safe mode may have switched them off. Undefined where it can.
 * @param now the resource; null while it loads, and where it is gone
 */
export function useBrakeReason(
  { subject, application_id, subject_id }: AuditEntry,
  now: AuditedResource | null,
  chosen: readonly RevertField[],
): string | undefined {
  const isKept = subject === 'group' && chosen.every(({ field }) => field !== 'policy_updates_enabled')
  const by = useSwitchedOffBy(
    { applicationId: application_id ?? '', groupId: subject_id ?? '' },
    {
      policy_updates_enabled: !isKept || now?.['policy_updates_enabled'] !== false,
      policy_safe_mode: now?.['policy_safe_mode'] === true,
    },
  )
  if (by === undefined) return 'Checking who switched updates off …'
  return by === 'an operator'
    ? undefined
    : 'Safe mode may have switched updates off. Resume or pause the group first: a revert would save that they are off as an operator’s choice.'
}
