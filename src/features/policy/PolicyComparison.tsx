import { Button } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import type { Channel } from '#contract/channel.ts'
import { changedFields, type GroupSettings } from '#contract/group-settings.ts'
import {
  concurrentChanges,
  type Choices,
  defaultChoices,
  mergedSettings,
  unresolvedFields,
} from '#src/domain/policy/policy-merge.ts'
import { policySentence } from '#src/domain/policy/policy-sentence.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { ChangedMeanwhileBy } from './ChangedMeanwhileBy.tsx'
import { ComparedField } from './ComparedField.tsx'
import { policyFormErrors } from './policy-form-errors.ts'
import { valuesOfSettings } from './policy-form-values.ts'
import styles from './PolicyComparison.module.css'
import { PolicyImpactPanel } from './PolicyImpactPanel.tsx'
import { UpdatesSwitchedOff } from './UpdatesSwitchedOff.tsx'
import type { Comparison } from './use-policy-editor.ts'

interface PolicyComparisonProps {
  comparison: Comparison
  applicationId: string
  groupId: string
  opened: GroupSettings
  mine: GroupSettings
  channels: readonly Channel[]
  onSettle: (theirs: GroupSettings, merged: GroupSettings) => void
  onCancel: () => void
}

/** Shows what someone else changed while the form was open beside what the operator wants, and asks. */
export function PolicyComparison(props: PolicyComparisonProps) {
  const { comparison, applicationId, groupId, opened, mine, channels, onSettle, onCancel } = props
  const { theirs, sent } = comparison
  const changes = concurrentChanges(opened, mine, theirs)
  const [choices, setChoices] = useState<Choices>(() => defaultChoices(changes))
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const undecided = unresolvedFields(changes, choices)
  const merged = mergedSettings(mine, theirs, choices)
  const resumes = !theirs.policy_updates_enabled && merged.policy_updates_enabled
  const isNothingLeft = changedFields(theirs, merged).length === 0
  const isSayable = Object.keys(policyFormErrors(valuesOfSettings(merged), theirs)).length === 0
  const reasonId = useId()
  return (
    <section className={styles['comparison']} aria-labelledby="comparison-title">
      <h2 id="comparison-title" ref={heading} tabIndex={-1} className={styles['title']}>
        This group was changed while you edited it
      </h2>
      <p className={styles['words']}>
        <ChangedMeanwhileBy groupId={groupId} fields={changes.map(({ field }) => field)} theirs={theirs} />
        {sent
          ? 'Your change was sent and not answered; part of what is there now may be yours. '
          : 'Nothing of yours has been saved yet. '}
        Say for each of these settings what shall stand; your other edits are kept.
      </p>
      {opened.policy_updates_enabled && !theirs.policy_updates_enabled && (
        <UpdatesSwitchedOff groupId={groupId} />
      )}
      {changes.map((change) => (
        <ComparedField
          key={change.field}
          change={change}
          opened={opened}
          theirs={theirs}
          mine={mine}
          channels={channels}
          choice={choices[change.field]}
          onChoose={(side) => setChoices({ ...choices, [change.field]: side })}
        />
      ))}
      {resumes && (
        <Notice tone="bad" live>
          <strong>This switches updates back on.</strong> It resumes the rollout, and releases safe mode’s
          brake if that is what switched them off.
        </Notice>
      )}
      {undecided.length === 0 && isSayable && (
        <p className={styles['words']}>
          <strong>The policy will be:</strong> {policySentence(merged)}
        </p>
      )}
      {undecided.length === 0 && isSayable && (
        <PolicyImpactPanel
          groupRef={{ applicationId, groupId }}
          edits={{ inForce: theirs, opened: theirs, mine: merged, channels, isInvalid: false }}
        />
      )}
      <div className={styles['actions']}>
        <Button
          {...(resumes && { color: 'red.9' })}
          aria-disabled={undecided.length > 0}
          {...(undecided.length > 0 && { 'data-disabled': true })}
          aria-describedby={reasonId}
          onClick={() => undecided.length === 0 && onSettle(theirs, merged)}
        >
          {isNothingLeft ? 'Take what is there' : resumes ? 'Save and switch updates on' : 'Save this'}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Back to the form
        </Button>
        <span id={reasonId} className={styles['reason']}>
          {undecided.length > 0
            ? 'You both changed a setting: choose one first.'
            : 'Looks once more before it saves.'}
        </span>
      </div>
    </section>
  )
}
