import { Modal, TextInput } from '@mantine/core'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import { Link } from 'react-router'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Group, targetVersion } from '#contract/group.ts'
import { LONGEST_REASON } from '#contract/write-context.ts'
import { groupQuery } from '#src/api/groups.ts'
import { useReasonHint } from '#src/api/use-reason-hint.ts'
import { describeTimedOut, tripsAgain } from '#src/domain/impact/pause-impact.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import styles from './PauseDialog.module.css'
import { PauseMeaning } from './PauseMeaning.tsx'
import { ResumeMeaning } from './ResumeMeaning.tsx'
import { useNodesTold } from './use-nodes-told.ts'
import { type SwitchDone, useSwitchUpdates } from './use-switch-updates.ts'

interface PauseDialogProps {
  /** As it was when the dialog was opened. */
  group: Group
  applicationName: string | undefined
  /** Whether updates shall be on. */
  wanted: boolean
  /** What has opened the dialog: an undo gives the focus back to it. */
  openedBy: Element | null
  onSwitched: SwitchDone
  onClose: () => void
}

/** Switches a group's updates off or on, and says first what that means. */
export function PauseDialog({
  group: seen,
  applicationName,
  wanted,
  openedBy,
  onSwitched,
  onClose,
}: PauseDialogProps) {
  const ref = { applicationId: seen.application_id, groupId: seen.id }
  const { data: group = seen } = useQuery({ ...groupQuery(ref), refetchOnMount: 'always' })
  const [reason, setReason] = useState('')
  const reasonNote = useReasonHint()
  const counts = useNodesTold(group)?.counts ?? null
  const again = wanted && counts && tripsAgain(group, counts) ? describeTimedOut(group, counts) : null
  const { phase, problem, attempt, stop } = useSwitchUpdates(ref, group, {
    wanted,
    again,
    openedBy,
    onSwitched,
    onDone: onClose,
  })
  const verb = wanted ? 'Resume' : 'Pause'
  const isBusy = phase !== 'resting'
  const isAlready = group.policy_updates_enabled === wanted && !isBusy
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isAlready) attempt(reason.trim())
  }
  return (
    <Modal
      opened
      onClose={isBusy ? stop : onClose}
      withCloseButton={false}
      returnFocus={false}
      closeOnClickOutside={false}
      transitionProps={{ duration: 0 }}
      size={560}
    >
      {/* Not to a button: an Enter held down would press it. */}
      <Modal.Title className={styles['title']} tabIndex={-1} data-autofocus>
        {verb} updates of {group.name}
      </Modal.Title>
      <p className={styles['subject']}>
        {[applicationName, group.channel && `channel ${group.channel.name}`, targetVersion(group)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <form onSubmit={submit} className={styles['form']}>
        {wanted ? <ResumeMeaning group={group} /> : <PauseMeaning group={group} />}
        {again !== null && (
          <Notice
            tone="bad"
            actions={
              <Link to={routes.editPolicy.url({ applicationId: group.application_id, groupId: group.id })}>
                Edit policy
              </Link>
            }
          >
            A resume alone does not last: {again}. Change the policy first, or wait until those nodes are
            through.
          </Notice>
        )}
        <TextInput
          label="Reason"
          description={reasonNote}
          maxLength={LONGEST_REASON}
          value={reason}
          readOnly={isBusy}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {problem && (
          <Notice tone={problem.tone} live>
            <strong>{problem.title}</strong> {problem.words}
          </Notice>
        )}
        <SaveBar
          label={`${verb} ${group.name}${again === null ? '' : ' all the same'}`}
          danger={again !== null}
          checking="Looking whether the group is still as you saw it …"
          phase={phase}
          disabledReason={isAlready ? `Updates are ${wanted ? 'on' : 'off'} already.` : undefined}
          onStop={stop}
          backTo={onClose}
        />
      </form>
    </Modal>
  )
}
