import { Button } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import type { Channel } from '#contract/channel.ts'
import { changedFields, type GroupSettings } from '#contract/group-settings.ts'
import type { GroupRef } from '#src/api/groups.ts'
import {
  concurrentChanges,
  type Choices,
  defaultChoices,
  mergedSettings,
  unresolvedFields,
} from '#src/domain/policy/policy-merge.ts'
import { policySentence } from '#src/domain/policy/policy-sentence.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { ComparedField } from './ComparedField.tsx'
import { ConflictingChange } from './ConflictingChange.tsx'
import { policyFormErrors } from './policy-form-errors.ts'
import { valuesOfSettings } from './policy-form-values.ts'
import styles from './PolicyComparison.module.css'
import { PolicyImpactPanel } from './PolicyImpactPanel.tsx'
import { UpdatesOffNotice } from './UpdatesOffNotice.tsx'
import type { Comparison } from './use-policy-editor.ts'

interface PolicyComparisonProps {
  comparison: Comparison
  groupRef: GroupRef
  opened: GroupSettings
  mine: GroupSettings
  channels: readonly Channel[]
  onSettle: (theirs: GroupSettings, merged: GroupSettings) => void
  onCancel: () => void
}

/** Shows the operator's edits beside what someone else changed, and asks which to keep. */
export function PolicyComparison(props: PolicyComparisonProps) {
  const { comparison, groupRef, opened, mine, channels, onSettle, onCancel } = props
  const { theirs, sent } = comparison
  const changes = concurrentChanges(opened, mine, theirs)
  const [choices, setChoices] = useState<Choices>(() => defaultChoices(changes))
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const merged = mergedSettings(mine, theirs, choices)
  const isDecided = unresolvedFields(changes, choices).length === 0
  return (
    <section className={styles['comparison']} aria-labelledby="comparison-title">
      <h2 id="comparison-title" ref={heading} tabIndex={-1} className={styles['title']}>
        This group was changed while you edited it
      </h2>
      <p className={styles['words']}>
        <ConflictingChange
          groupId={groupRef.groupId}
          fields={changes.map(({ field }) => field)}
          theirs={theirs}
        />
        {sent
          ? 'Your change was sent, but there was no response, so part of the current policy may be yours. '
          : 'Your edits are not saved yet. '}
        Choose a value for each of these settings; your other edits are kept.
      </p>
      {opened.policy_updates_enabled && !theirs.policy_updates_enabled && (
        <UpdatesOffNotice groupId={groupRef.groupId} />
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
      <MergeResult {...{ groupRef, theirs, merged, channels, isDecided }} />
      <ComparisonActions
        {...{ theirs, merged, isDecided, onCancel }}
        onSettle={() => onSettle(theirs, merged)}
      />
    </section>
  )
}

interface MergeProps {
  theirs: GroupSettings
  merged: GroupSettings
  isDecided: boolean
}

const resumes = ({ theirs, merged }: Pick<MergeProps, 'theirs' | 'merged'>) =>
  !theirs.policy_updates_enabled && merged.policy_updates_enabled

/** The policy that the choices lead to, and its effect. */
function MergeResult({
  groupRef,
  channels,
  ...merge
}: MergeProps & Pick<PolicyComparisonProps, 'groupRef' | 'channels'>) {
  const { theirs, merged, isDecided } = merge
  const isValid = Object.keys(policyFormErrors(valuesOfSettings(merged), theirs)).length === 0
  return (
    <>
      {resumes(merge) && (
        <Notice tone="bad" live>
          <strong>This switches updates back on.</strong> It resumes the rollout, even if safe mode stopped
          it.
        </Notice>
      )}
      {isDecided && isValid && (
        <>
          <p className={styles['words']}>
            <strong>The policy will be:</strong> {policySentence(merged)}
          </p>
          <PolicyImpactPanel
            groupRef={groupRef}
            edits={{ current: theirs, opened: theirs, mine: merged, channels, isInvalid: false }}
          />
        </>
      )}
    </>
  )
}

interface ComparisonActionsProps extends MergeProps {
  onSettle: () => void
  onCancel: () => void
}

function ComparisonActions({ onSettle, onCancel, ...merge }: ComparisonActionsProps) {
  const { theirs, merged, isDecided } = merge
  const reasonId = useId()
  const isUnchanged = changedFields(theirs, merged).length === 0
  return (
    <div className={styles['actions']}>
      <Button
        {...(resumes(merge) && { color: 'red.9' })}
        aria-disabled={!isDecided}
        {...(!isDecided && { 'data-disabled': true })}
        aria-describedby={reasonId}
        onClick={() => isDecided && onSettle()}
      >
        {isUnchanged
          ? 'Keep current settings'
          : resumes(merge)
            ? 'Save and switch updates on'
            : 'Save choices'}
      </Button>
      <Button variant="default" onClick={onCancel}>
        Back to the form
      </Button>
      <span id={reasonId} className={styles['reason']}>
        {isDecided
          ? 'Platte checks the group once more before it saves.'
          : 'Choose a value for each setting first.'}
      </span>
    </div>
  )
}
