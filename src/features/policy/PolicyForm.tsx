import { Button } from '@mantine/core'
import type { Ref } from 'react'
import type { Channel } from '#contract/channel.ts'
import { GROUP_FIELDS, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { FormProblemSummary } from '#src/ui/FormProblemSummary.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import { ReasonField } from '#src/writes/ReasonField.tsx'
import { BrakeChoice } from './BrakeChoice.tsx'
import { policyFormErrors } from './policy-form-errors.ts'
import { policyFormWarnings } from './policy-form-warnings.ts'
import { invalidPolicyFields } from './policy-input.tsx'
import type { ApplicationContents } from './describe-policy-error.ts'
import { PolicyFields } from './PolicyFields.tsx'
import styles from './PolicyForm.module.css'
import { PolicyImpactPanel } from './PolicyImpactPanel.tsx'
import { PolicyPreview } from './PolicyPreview.tsx'
import type { usePolicyEditor } from './use-policy-editor.ts'

interface PolicyFormProps {
  group: Group
  editor: ReturnType<typeof usePolicyEditor>
  contents: ApplicationContents
  channels: readonly Channel[]
  channelsNote: string
  saveButton: Ref<HTMLButtonElement>
  backTo: string
}

/** The settings beside what they do, with the reason and the button. */
export function PolicyForm(props: PolicyFormProps) {
  const { group, editor, contents, channels, channelsNote, saveButton, backTo } = props
  const { form, opened, mine, saving } = editor
  const { phase } = saving
  const errors = policyFormErrors(form.values, opened)
  return (
    <div className={styles['layout']}>
      <div className={styles['sections']}>
        <PolicyFormNotices editor={editor} />
        {editor.brake.by !== null && !mine.policy_updates_enabled && (
          <BrakeChoice
            by={editor.brake.by}
            isConfirmed={editor.brake.isConfirmed}
            onConfirm={editor.brake.confirm}
          />
        )}
        <PolicyFields
          form={form}
          opened={opened}
          channels={channels}
          channelsNote={channelsNote}
          warnings={policyFormWarnings(opened, mine, contents)}
          disabled={phase !== 'idle'}
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
          groupRef={refOfGroup(group)}
          edits={{
            current: settingsOfGroup(group),
            opened,
            mine,
            channels,
            isInvalid: Object.keys(errors).length > 0,
          }}
        />
        <ReasonField value={editor.reason} readOnly={phase !== 'idle'} onChange={editor.setReason} />
        <SaveBar
          ref={saveButton}
          checking="Checking that the group is unchanged …"
          phase={phase}
          disabledReason={editor.isChanged ? undefined : 'There is nothing to save.'}
          onStop={saving.stop}
          backTo={backTo}
        />
      </div>
    </div>
  )
}

/** Why the last attempt failed, and what changed on the server since the form was opened. */
function PolicyFormNotices({ editor }: Pick<PolicyFormProps, 'editor'>) {
  const { form, saving, isThereAlready, changedMeanwhile, isChanged, compare } = editor
  return (
    <>
      {saving.problem && (
        <FormProblemSummary
          key={saving.attempts}
          problem={saving.problem}
          invalid={invalidPolicyFields(form.errors)}
        />
      )}
      {isThereAlready && (
        <Notice tone="good" live>
          The group already has these settings: nothing is left to save.
        </Notice>
      )}
      {changedMeanwhile.length > 0 && isChanged && (
        <Notice
          tone="waiting"
          live
          actions={
            <Button size="compact-xs" variant="default" onClick={compare}>
              Compare
            </Button>
          }
        >
          This group has changed since you opened it: {changedMeanwhile.map(groupFieldLabel).join(', ')}. Your
          edits are kept, and Platte asks before it saves.
        </Notice>
      )}
    </>
  )
}
