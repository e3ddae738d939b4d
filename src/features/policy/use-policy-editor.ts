import { useForm } from '@mantine/form'
import { type FormEvent, useState } from 'react'
import { changedFields, type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { type FormProblem, INVALID_FORM } from '#src/ui/FormProblemSummary.tsx'
import { useDraft } from '#src/ui/use-draft.ts'
import { describeWriteProblem } from '#src/writes/describe-write-problem.ts'
import { groupResource } from '#src/writes/group-resource.ts'
import type { UnsavedOutcome } from '#src/writes/guarded-write.ts'
import { useSwitchedOffBy } from '#src/writes/use-switched-off-by.ts'
import { useWrite } from '#src/writes/use-write.ts'
import { announcePolicy } from './announce-policy.tsx'
import { type FieldErrors, policyFormErrors } from './policy-form-errors.ts'
import { type PolicyFormValues, settingsOfValues, valuesOfSettings } from './policy-form-values.ts'
import { type ApplicationContents, describePolicyError } from './describe-policy-error.ts'

/** What the operator compares when the group is no longer as they saw it. */
export interface Comparison {
  theirs: GroupSettings
  /** The operator's own change was sent, and not answered. */
  sent: boolean
}

const NOTHING_LEFT: FormProblem = {
  tone: 'neutral',
  title: 'Nothing is left to save.',
  words: 'You kept all current settings.',
}

interface PolicyEditorOptions {
  /** As the server has it, polled. */
  group: Group
  contents: ApplicationContents
  /** Not called once the operator has left the form. */
  onDone: () => void
}

/** The state of the policy form, from what it was opened with to the write. An untouched form follows the server. */
export function usePolicyEditor({ group, contents, onDone }: PolicyEditorOptions) {
  const edits = useEdits(group)
  const { form, opened, restart } = edits
  const [reason, setReason] = useReasonDraft(edits)
  const [comparison, setComparison] = useState<Comparison | null>(null)

  const resource = groupResource(refOfGroup(group), group.name)
  const saving = useWrite(resource, {
    onSaved: announcePolicy,
    onDone,
    onUnsaved(outcome: UnsavedOutcome<Group, GroupSettings>) {
      if (outcome.kind === 'changed-meanwhile') {
        setComparison(outcome)
        return null
      }
      if (outcome.kind !== 'refused') return undefined
      const { fields, words } = describePolicyError(outcome.error, outcome.mine, contents)
      form.setErrors({ ...fields })
      return { ...describeWriteProblem(outcome, resource), words }
    },
  })
  const brake = useBrakeChoice(group, edits)
  const isSettled = saving.phase === 'idle' && comparison === null
  const status = useEditStatus(edits, settingsOfGroup(group), isSettled)

  function saveIfValid(values: PolicyFormValues, opened: GroupSettings, brakeErrors: FieldErrors = {}) {
    const errors = { ...brakeErrors, ...policyFormErrors(values, opened) }
    form.setErrors({ ...errors })
    if (Object.keys(errors).length > 0) return saving.report(INVALID_FORM)
    const why = reason.trim()
    saving.write({ opened, mine: settingsOfValues(values, opened), ...(why !== '' && { reason: why }) })
  }

  /** Continues with what the operator chose; the write reads the group once more. */
  function settle(theirs: GroupSettings, merged: GroupSettings) {
    setComparison(null)
    restart(theirs, merged)
    if (changedFields(theirs, merged).length > 0) saveIfValid(valuesOfSettings(merged), theirs)
    else saving.report(NOTHING_LEFT)
  }

  const isMended = saving.problem === INVALID_FORM && Object.keys(form.errors).length === 0
  return {
    ...edits,
    ...status,
    saving: { ...saving, problem: status.isThereAlready || isMended ? null : saving.problem },
    /** For the audit log. */
    reason,
    setReason,
    submit: (event: FormEvent) => {
      event.preventDefault()
      if (status.isChanged && saving.phase === 'idle') saveIfValid(form.values, opened, brake.errors)
    },
    brake,
    comparison,
    compare: () => setComparison({ theirs: settingsOfGroup(group), sent: false }),
    settle,
    cancelComparison: () => setComparison(null),
  }
}

/** What the form was opened with, and what the operator makes of it. */
function useEdits(group: Group) {
  const [opened, setOpened] = useState(() => settingsOfGroup(group))
  const form = useForm<PolicyFormValues>({ mode: 'controlled', initialValues: valuesOfSettings(opened) })
  const mine = settingsOfValues(form.values, opened)
  return {
    form,
    opened,
    mine,
    isEdited: changedFields(opened, mine).length > 0,
    /** What was typed before, against the group as it was then. */
    restore: (from: GroupSettings, values: PolicyFormValues) => {
      setOpened(from)
      form.setValues(values)
    },
    restart: (from: GroupSettings, values: GroupSettings) => {
      setOpened(from)
      form.setValues(valuesOfSettings(values))
    },
  }
}

/** The reason, which is kept with the edits while the operator signs in again. */
function useReasonDraft({ form, opened, isEdited, restore }: ReturnType<typeof useEdits>) {
  const [reason, setReason] = useState('')
  useDraft('policy', {
    draft: { opened, values: form.values, reason },
    hasEdits: isEdited || reason !== '',
    onRestore: (draft) => {
      restore(draft.opened, draft.values)
      setReason(draft.reason)
    },
  })
  return [reason, setReason] as const
}

/** Where safe mode may have switched updates off, saving needs the operator's choice; a comparison is one already. */
function useBrakeChoice(group: Group, { form, mine }: ReturnType<typeof useEdits>) {
  const by = useSwitchedOffBy(refOfGroup(group), settingsOfGroup(group))
  const [isConfirmed, setConfirmed] = useState(false)
  const isDoubtful = by === 'safe mode' || by === 'unknown'
  const isMissing = isDoubtful && !mine.policy_updates_enabled && !isConfirmed
  const errors: FieldErrors = isMissing
    ? {
        policy_updates_enabled:
          'Safe mode may have switched updates off: choose on, or confirm that they stay off.',
      }
    : {}
  return {
    /** Null where there is nothing to choose. */
    by: isDoubtful ? by : null,
    errors,
    isConfirmed,
    confirm: (isConfirmed: boolean) => {
      setConfirmed(isConfirmed)
      form.clearFieldError('policy_updates_enabled')
    },
  }
}

/** How the edits relate to the group as it is `now`. */
function useEditStatus(
  { opened, mine, isEdited, restart }: ReturnType<typeof useEdits>,
  now: GroupSettings,
  isSettled: boolean,
) {
  const changedMeanwhile = isSettled ? changedFields(opened, now) : []
  // The group may have come from the cache, or have changed under an untouched form.
  if (changedMeanwhile.length > 0 && !isEdited) restart(now, now)
  // A change without an answer may take effect late, or someone else may have made the same.
  const isThereAlready = changedMeanwhile.length > 0 && changedFields(mine, now).length === 0
  return { changedMeanwhile, isThereAlready, isChanged: isEdited && !isThereAlready }
}
