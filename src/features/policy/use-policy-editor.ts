import { useForm } from '@mantine/form'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Group } from '#contract/group.ts'
import { changedFields, type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import { notifyPolicyNotSaved, notifyPolicySaved } from './policy-notifications.tsx'
import { policyFormErrors } from './policy-form-errors.ts'
import { type PolicyFormValues, settingsOfValues, valuesOfSettings } from './policy-form-values.ts'
import { rememberChange } from './last-change.ts'
import type { ApplicationContents } from './policy-refusal.ts'
import { INVALID, NOTHING_LEFT, type SaveProblem, saveProblemOf } from './save-problem.ts'
import type { SaveOutcome } from '#src/api/save-group.ts'
import { useSaveGroup } from '#src/api/use-save-group.ts'

/** What the operator is asked when the group is no longer as they saw it. */
export interface Comparison {
  theirs: GroupSettings
  /** The operator's own change was sent, and not answered. */
  sent: boolean
}

interface PolicyEditorOptions {
  /** As the server has it, polled. */
  group: Group
  contents: ApplicationContents
  /** Not called once the form has been left. */
  onSaved: () => void
}

function noteSaved({ group, answered }: Extract<SaveOutcome, { kind: 'saved' }>, before: GroupSettings) {
  // Found without an answer, it may be what somebody else made of it: then it isn't ours to take back.
  const change = answered ? rememberChange(group, before) : null
  notifyPolicySaved(group, change)
}

/**
 * The state of the form: what it was opened with, what the operator makes of it, and what stands between
 * that and the server. An untouched form follows the server.
 */
export function usePolicyEditor({ group, contents, onSaved }: PolicyEditorOptions) {
  const [opened, setOpened] = useState(() => settingsOfGroup(group))
  const form = useForm<PolicyFormValues>({
    mode: 'controlled',
    initialValues: valuesOfSettings(opened),
  })
  const { phase, save, stop } = useSaveGroup({ applicationId: group.application_id, groupId: group.id })
  const [problem, setProblem] = useState<SaveProblem | null>(null)
  const [reason, setReason] = useState('')
  const [attempts, setAttempts] = useState(0)
  const [comparison, setComparison] = useState<Comparison | null>(null)

  const restart = (from: GroupSettings, values: GroupSettings) => {
    setOpened(from)
    form.setValues(valuesOfSettings(values))
  }

  const now = settingsOfGroup(group)
  const mine = settingsOfValues(form.values, opened)
  const isEdited = changedFields(opened, mine).length > 0
  const isSettled = phase === 'resting' && comparison === null
  const changedMeanwhile = isSettled ? changedFields(opened, now) : []
  // The group may have come from the cache, or change under a form that nobody has touched yet.
  if (changedMeanwhile.length > 0 && !isEdited) restart(now, now)
  // A change that was not answered may be made late, or somebody else have made the same.
  const isThereAlready = changedMeanwhile.length > 0 && changedFields(mine, now).length === 0
  const isChanged = isEdited && !isThereAlready

  const isMended = problem === INVALID && Object.keys(form.errors).length === 0

  const isShown = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])

  async function attempt(settings: { opened: GroupSettings; mine: GroupSettings }) {
    setProblem(null)
    const why = reason.trim()
    const outcome = await save({ ...settings, ...(why !== '' && { reason: why }) })
    if (outcome === null) return
    if (outcome.kind === 'saved') {
      noteSaved(outcome, settings.opened)
      if (isShown.current) onSaved()
    } else if (!isShown.current) {
      notifyPolicyNotSaved(group.name)
    } else if (outcome.kind === 'changed-meanwhile') {
      setComparison({ theirs: outcome.theirs, sent: outcome.sent })
    } else {
      const { problem, fields } = saveProblemOf(outcome, settings.mine, contents)
      form.setErrors({ ...fields })
      setProblem(problem)
    }
  }

  function attemptIfValid(values: PolicyFormValues, opened: GroupSettings) {
    setAttempts(attempts + 1)
    const errors = policyFormErrors(values, opened)
    form.setErrors({ ...errors })
    if (Object.keys(errors).length > 0) setProblem(INVALID)
    else void attempt({ opened, mine: settingsOfValues(values, opened) })
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isChanged && phase === 'resting') attemptIfValid(form.values, opened)
  }

  /** Goes on with what the operator chose; the group is read once more before anything is sent. */
  function settle(theirs: GroupSettings, merged: GroupSettings) {
    setComparison(null)
    restart(theirs, merged)
    if (changedFields(theirs, merged).length > 0) return attemptIfValid(valuesOfSettings(merged), theirs)
    setAttempts(attempts + 1)
    setProblem(NOTHING_LEFT)
  }

  return {
    form,
    opened,
    mine,
    isChanged,
    isThereAlready,
    changedMeanwhile,
    problem: isThereAlready || isMended ? null : problem,
    /** Changes with every attempt to save. */
    attempts,
    /** Why, for the audit log. */
    reason,
    setReason,
    phase,
    submit,
    stop,
    comparison,
    compare: () => setComparison({ theirs: now, sent: false }),
    settle,
    cancelComparison: () => setComparison(null),
  }
}
