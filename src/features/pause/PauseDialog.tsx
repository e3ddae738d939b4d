import { Link } from 'react-router'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Group, targetVersion } from '#contract/group.ts'
import { groupQuery, refOfGroup } from '#src/api/groups.ts'
import { describeTimedOut, tripsAgain } from '#src/domain/impact/pause-impact.ts'
import { routes } from '#src/routes/routes.ts'
import { FormDialog } from '#src/ui/FormDialog.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { ProblemNotice } from '#src/ui/ProblemNotice.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import { ReasonField } from '#src/writes/ReasonField.tsx'
import styles from './PauseDialog.module.css'
import { PauseEffect } from './PauseEffect.tsx'
import { ResumeEffect } from './ResumeEffect.tsx'
import { useNodeCounts } from './use-node-counts.ts'
import { useSwitchUpdates } from './use-switch-updates.ts'

interface PauseDialogProps {
  /** As it was when the dialog was opened. */
  group: Group
  applicationName: string | undefined
  /** Whether updates are to be on. */
  wanted: boolean
  /** The element that opened the dialog: an undo restores the focus to it. */
  openedBy: Element | null
  onClose: () => void
}

/** Switches a group's updates off or on, and shows the effect first. */
export function PauseDialog({ group: seen, applicationName, wanted, openedBy, onClose }: PauseDialogProps) {
  const { data: group = seen } = useQuery({ ...groupQuery(refOfGroup(seen)), refetchOnMount: 'always' })
  const [reason, setReason] = useState('')
  const counts = useNodeCounts(group)?.counts ?? null
  const tripsBecause = wanted && counts && tripsAgain(group, counts) ? describeTimedOut(group, counts) : null
  const { phase, problem, switchUpdates, stop } = useSwitchUpdates(group, {
    wanted,
    tripsBecause,
    openedBy,
    onDone: onClose,
  })
  const verb = wanted ? 'Resume' : 'Pause'
  const isBusy = phase !== 'idle'
  const isAlready = group.policy_updates_enabled === wanted && !isBusy
  const submit = () => {
    if (!isAlready) switchUpdates(reason.trim())
  }
  return (
    <FormDialog
      title={
        <>
          {verb} updates of <bdi>{group.name}</bdi>
        </>
      }
      size={560}
      returnFocus={false}
      onClose={isBusy ? stop : onClose}
      onSubmit={submit}
    >
      <PauseSubject group={group} applicationName={applicationName} />
      {wanted ? <ResumeEffect group={group} /> : <PauseEffect group={group} />}
      {tripsBecause !== null && (
        <Notice tone="bad" actions={<Link to={routes.editPolicy.url(refOfGroup(group))}>Edit policy</Link>}>
          The resume will not last: {tripsBecause}. Change the policy first, or wait until those nodes are
          done.
        </Notice>
      )}
      <ReasonField value={reason} readOnly={isBusy} onChange={setReason} />
      <ProblemNotice problem={problem} />
      <SaveBar
        label={
          <>
            {verb} <bdi>{group.name}</bdi>
            {tripsBecause !== null && ' anyway'}
          </>
        }
        danger={tripsBecause !== null}
        checking="Checking that the group is unchanged …"
        phase={phase}
        disabledReason={isAlready ? `Updates are already ${wanted ? 'on' : 'off'}.` : undefined}
        onStop={stop}
        backTo={onClose}
      />
    </FormDialog>
  )
}

function PauseSubject({ group, applicationName }: Pick<PauseDialogProps, 'group' | 'applicationName'>) {
  const version = targetVersion(group)
  return (
    <p className={styles['subject']}>
      {applicationName !== undefined && (
        <>
          <bdi>{applicationName}</bdi> ·{' '}
        </>
      )}
      {group.channel ? (
        <>
          channel <bdi>{group.channel.name}</bdi>
        </>
      ) : (
        'no channel'
      )}
      {version !== null && ` · ${version}`}
    </p>
  )
}
