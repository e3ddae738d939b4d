import { useState } from 'react'
import { Link } from 'react-router'
import type { AuditEntry } from '#contract/audit-log.ts'
import type { Channel } from '#contract/channel.ts'
import { describeAuditEntry } from '#src/domain/audit/describe-audit-entry.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { QueryError } from '#src/ui/QueryError.tsx'
import { FormDialog } from '#src/ui/FormDialog.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { ProblemNotice } from '#src/ui/ProblemNotice.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import { ReasonField } from '#src/writes/ReasonField.tsx'
import { earlierPackageUrl, revertReason } from './earlier-package-url.ts'
import styles from './RevertDialog.module.css'
import { fieldsToRevert, type RevertPlan, revertPlan, whyNothingToRevert } from './revert-plan.ts'
import { RevertFieldset } from './RevertFieldset.tsx'
import { useBrakeReason } from './use-brake-reason.ts'
import { useRevert } from './use-revert.ts'

interface RevertDialogProps {
  entry: AuditEntry
  applicationName: string | undefined
  channels: readonly Channel[]
  onClose: () => void
}

/** Shows what a revert would write beside the current values, asks for a reason, and writes it. */
export function RevertDialog({ entry, applicationName, channels, onClose }: RevertDialogProps) {
  const { what, verb } = describeAuditEntry(entry, channels)
  const [reason, setReason] = useState(revertReason(entry))
  const [overwritten, setOverwritten] = useState<readonly string[]>([])
  const { now, phase, problem, revert, stop } = useRevert(entry, what, onClose)
  const plan = now.data === undefined ? null : revertPlan(entry, now.data, channels)
  const chosen = plan ? fieldsToRevert(plan, overwritten) : []
  const isBusy = phase !== 'idle'
  const brakeReason = useBrakeReason(entry, now.data ?? null, chosen)
  const disabledReason = plan
    ? (whyNothingToRevert(plan, chosen) ?? brakeReason)
    : 'The current values are not loaded yet.'
  const resumes = chosen.some(({ field, now }) => field === 'policy_updates_enabled' && now === 'off')
  const submit = () => {
    if (disabledReason !== undefined) return
    revert(
      chosen.map(({ field }) => field),
      reason.trim(),
    )
  }
  return (
    <FormDialog
      title={
        <>
          Revert the change of <bdi>{what}</bdi>
        </>
      }
      size={620}
      onClose={isBusy ? stop : onClose}
      onSubmit={submit}
    >
      <RevertedChange entry={entry} applicationName={applicationName} verb={verb} />
      {now.isError ? (
        <QueryError title="Failed to load the current values" query={now} />
      ) : plan === null ? (
        <LoadingLines label="Loading the current values" />
      ) : (
        <PlannedRevert plan={plan} overwritten={overwritten} onOverwrite={setOverwritten} />
      )}
      <EarlierPackageNotice entry={entry} />
      {resumes && (
        <Notice tone="bad" live>
          <strong>This switches updates back on.</strong> It resumes the rollout, even if safe mode stopped
          it.
        </Notice>
      )}
      <ReasonField value={reason} readOnly={isBusy} onChange={setReason} />
      <ProblemNotice problem={problem} />
      <SaveBar
        label="Revert"
        checking="Checking that nothing has changed …"
        danger={resumes}
        phase={phase}
        disabledReason={disabledReason}
        onStop={stop}
        backTo={onClose}
      />
    </FormDialog>
  )
}

interface RevertedChangeProps extends Pick<RevertDialogProps, 'entry' | 'applicationName'> {
  verb: string
}

const RevertedChange = ({ entry, applicationName, verb }: RevertedChangeProps) => (
  <p className={styles['words']}>
    {applicationName !== undefined && (
      <>
        <bdi>{applicationName}</bdi> ·{' '}
      </>
    )}
    <bdi>{entry.actor}</bdi> {verb} · {formatTime(Date.parse(entry.created_ts))}
  </p>
)

interface PlannedRevertProps {
  plan: RevertPlan
  overwritten: readonly string[]
  onOverwrite: (fields: readonly string[]) => void
}

function PlannedRevert({ plan, overwritten, onOverwrite }: PlannedRevertProps) {
  if (plan.kind === 'impossible') return null
  if (plan.kind === 'whole') return <p className={styles['words']}>{plan.effect}</p>
  return plan.fields.map((field) => (
    <RevertFieldset
      key={field.field}
      field={field}
      isOverwritten={overwritten.includes(field.field)}
      onOverwrite={(isOverwritten) =>
        onOverwrite(
          isOverwritten ? [...overwritten, field.field] : overwritten.filter((one) => one !== field.field),
        )
      }
    />
  ))
}

function EarlierPackageNotice({ entry }: { entry: AuditEntry }) {
  const url = earlierPackageUrl(entry)
  if (url === null) return null
  return (
    <Notice tone="waiting">
      This does not restore the channel’s package: <Link to={url}>set the package</Link> where you can review
      the effect.
    </Notice>
  )
}
