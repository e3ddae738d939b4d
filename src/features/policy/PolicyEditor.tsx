import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useNavigate } from 'react-router'
import type { Group } from '#contract/group.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { GROUP_FIELDS, settingsOfGroup } from '#contract/group-settings.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { routes } from '#src/routes/routes.ts'
import { FormProblemSummary } from '#src/ui/FormProblemSummary.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import { UnsavedEditsGuard } from '#src/ui/UnsavedEditsGuard.tsx'
import { ReasonField } from '#src/writes/ReasonField.tsx'
import { policyFormErrors } from './policy-form-errors.ts'
import { policyFormWarnings } from './policy-form-warnings.ts'
import { invalidPolicyFields } from './policy-field.ts'
import type { ApplicationContents } from './policy-refusal.ts'
import { PolicyComparison } from './PolicyComparison.tsx'
import { PolicyFields } from './PolicyFields.tsx'
import styles from './PolicyForm.module.css'
import { PolicyImpactPanel } from './PolicyImpactPanel.tsx'
import { PolicyPreview } from './PolicyPreview.tsx'
import { usePolicyEditor } from './use-policy-editor.ts'

/** The form for a group's policy and channel; `group` is as the server has it, polled. */
export function PolicyEditor({ group }: { group: Group }) {
  const navigate = useNavigate()
  const groupPath = routes.group.url({ applicationId: group.application_id, groupId: group.id })
  const { contents, channels, channelsNote } = useApplicationContents(group)
  const editor = usePolicyEditor({
    group,
    contents,
    onDone: () => void navigate(groupPath, { replace: true }),
  })
  const { form, opened, mine, saving, comparison } = editor
  const { phase, problem } = saving
  const errors = policyFormErrors(form.values, opened)
  const saveButton = useRef<HTMLButtonElement>(null)
  const backToForm = () => {
    flushSync(editor.cancelComparison)
    saveButton.current?.focus()
  }
  return (
    <>
      <UnsavedEditsGuard
        edits="Your edits of this policy"
        mayLeave={saving.mayLeave}
        hasEdits={editor.isChanged}
        isSaving={phase !== 'resting'}
      />
      {comparison && (
        <PolicyComparison
          comparison={comparison}
          applicationId={group.application_id}
          groupId={group.id}
          opened={opened}
          mine={mine}
          channels={channels}
          onSettle={editor.settle}
          onCancel={backToForm}
        />
      )}
      <form onSubmit={editor.submit} noValidate hidden={comparison !== null}>
        <div className={styles['layout']}>
          <div className={styles['sections']}>
            {problem && (
              <FormProblemSummary
                key={saving.attempts}
                problem={problem}
                invalid={invalidPolicyFields(form.errors)}
              />
            )}
            {editor.isThereAlready && (
              <Notice tone="good" live>
                The group already is as you want it: nothing is left to save.
              </Notice>
            )}
            {editor.changedMeanwhile.length > 0 && editor.isChanged && (
              <Notice
                tone="waiting"
                live
                actions={
                  <Button size="compact-xs" variant="default" onClick={editor.compare}>
                    Compare
                  </Button>
                }
              >
                This group has been changed since you opened it:{' '}
                {editor.changedMeanwhile.map(groupFieldLabel).join(', ')}. Your edits are untouched; you are
                asked before anything is saved.
              </Notice>
            )}
            <PolicyFields
              form={form}
              opened={opened}
              channels={channels}
              channelsNote={channelsNote}
              warnings={policyFormWarnings(opened, mine, contents)}
              disabled={phase !== 'resting'}
            />
          </div>
          <div className={styles['outcome']}>
            <PolicyPreview
              opened={editor.isThereAlready ? mine : opened}
              mine={mine}
              channels={channels}
              invalid={GROUP_FIELDS.filter((field) => errors[field] !== undefined)}
            />
            <PolicyImpactPanel
              groupRef={{ applicationId: group.application_id, groupId: group.id }}
              edits={{
                inForce: settingsOfGroup(group),
                opened,
                mine,
                channels,
                isInvalid: Object.keys(errors).length > 0,
              }}
            />
            <ReasonField value={editor.reason} readOnly={phase !== 'resting'} onChange={editor.setReason} />
            <SaveBar
              ref={saveButton}
              checking="Checking that the group is unchanged …"
              phase={phase}
              disabledReason={editor.isChanged ? undefined : 'There is nothing to save.'}
              onStop={saving.stop}
              backTo={groupPath}
            />
          </div>
        </div>
      </form>
    </>
  )
}

/** The channels to choose from and the groups beside this one; the form works without them. */
function useApplicationContents(group: Group) {
  const { data, isError } = useQuery(applicationsQuery())
  const application = data?.find(({ id }) => id === group.application_id)
  const contents: ApplicationContents = {
    otherGroups: (application?.groups ?? []).filter(({ id }) => id !== group.id),
    channels: application && (application.channels ?? []),
  }
  const channels = contents.channels ?? (group.channel ? [group.channel] : [])
  const channelsNote = application
    ? ''
    : isError
      ? 'The other channels could not be loaded; it is tried again by itself.'
      : 'The other channels are being loaded.'
  return { contents, channels, channelsNote }
}
