import { Button, Checkbox, Modal, TextInput } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import { type FormEvent, useId, useState } from 'react'
import { Link } from 'react-router'
import type { Channel } from '#contract/channel.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import { LONGEST_REASON } from '#contract/write-context.ts'
import type { Thing } from '#src/domain/audit/audit-fields.ts'
import { type RevertField, revertFields } from '#src/domain/audit/revert-fields.ts'
import { describeAuditEntry } from '#src/domain/audit/describe-audit-entry.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { pathToPointBack, revertReason } from './point-back.ts'
import styles from './RevertDialog.module.css'
import { useRevert } from './use-revert.ts'

interface RevertDialogProps {
  entry: AuditEntry
  applicationName: string | undefined
  channels: readonly Channel[]
  onClose: () => void
  onReverted: (what: string) => void
}

/** Shows what a revert would write beside what is there now, asks why, and writes it. */
export function RevertDialog({ entry, applicationName, channels, onClose, onReverted }: RevertDialogProps) {
  const { what, verb } = describeAuditEntry(entry, channels)
  const when = formatTime(Date.parse(entry.created_ts))
  const [reason, setReason] = useState(revertReason(entry))
  const [overwritten, setOverwritten] = useState<readonly string[]>([])
  const { now, busy, problem, revert } = useRevert(entry, () => onReverted(what))
  const plan = now.data === undefined ? null : planOf(entry, now.data, channels)
  const chosen = (plan?.fields ?? []).filter(
    ({ field, kind }) => kind === 'as-made' || (kind === 'changed-since' && overwritten.includes(field)),
  )
  const because =
    plan === null ? 'What is there now is not known yet.' : (plan.because ?? noneChosen(plan, chosen))
  const resumes = chosen.some(({ field, now }) => field === 'policy_updates_enabled' && now === 'off')
  const pointBack = pathToPointBack(entry)
  const becauseId = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (because === null)
      void revert(
        chosen.map(({ field }) => field),
        reason.trim(),
      )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      closeOnClickOutside={false}
      transitionProps={{ duration: 0 }}
      size={620}
    >
      {/* Not to a button: an Enter held down would press it. */}
      <Modal.Title className={styles['title']} tabIndex={-1} data-autofocus>
        Revert the change of {what}
      </Modal.Title>
      <form onSubmit={submit} className={styles['form']}>
        <p className={styles['words']}>
          {applicationName !== undefined && `${applicationName} · `}
          {entry.actor} {verb} · {when}
        </p>
        {now.isError ? (
          <ErrorState
            title="What is there now could not be read"
            error={now.error}
            onRetry={() => void now.refetch()}
            retrying={now.isFetching}
          />
        ) : plan === null ? (
          <LoadingLines label="Reading what is there now" />
        ) : (
          <>
            {plan.words !== null && <p className={styles['words']}>{plan.words}</p>}
            {plan.fields.map((field) => (
              <FieldBack
                key={field.field}
                field={field}
                chosen={overwritten.includes(field.field)}
                onChoose={(isChosen) =>
                  setOverwritten((fields) =>
                    isChosen ? [...fields, field.field] : fields.filter((one) => one !== field.field),
                  )
                }
              />
            ))}
          </>
        )}
        {pointBack !== null && (
          <Notice tone="waiting">
            The channel’s package is not set back here: <Link to={pointBack}>point the channel back</Link>,
            after a look at what that does.
          </Notice>
        )}
        {resumes && (
          <Notice tone="bad" live>
            <strong>This switches updates back on.</strong> It resumes the rollout, and releases safe mode’s
            brake if that is what switched them off.
          </Notice>
        )}
        <TextInput
          label="Reason"
          description="Optional; kept with the revert, which is an entry of the audit log too"
          maxLength={LONGEST_REASON}
          value={reason}
          readOnly={busy}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {problem && (
          <Notice tone={problem.tone} live>
            {problem.words}
          </Notice>
        )}
        <div className={styles['bar']}>
          <Button
            type="submit"
            loading={busy}
            aria-disabled={because !== null}
            {...(because !== null && { 'data-disabled': true })}
            {...(resumes && { color: 'red.9' })}
            aria-describedby={becauseId}
          >
            Revert
          </Button>
          <Button variant="default" onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <span id={becauseId} className={styles['words']}>
            {because}
          </span>
        </div>
      </form>
    </Modal>
  )
}

/** One field as it is now and as it would be. What was changed since is only overwritten when somebody says so. */
function FieldBack({
  field: { label, before, made, now, kind },
  chosen,
  onChoose,
}: {
  field: RevertField
  chosen: boolean
  onChoose: (isChosen: boolean) => void
}) {
  return (
    <fieldset className={styles['field']}>
      <legend className={styles['legend']}>{label}</legend>
      {kind === 'as-made' && (
        <span>
          <del>{now}</del> <span aria-hidden="true">→</span> <ins>{before}</ins>
        </span>
      )}
      {kind === 'back-already' && <span>{now}, as it was before: stays so</span>}
      {kind === 'changed-since' && (
        <>
          <span>
            Changed again since: it was {before}, this change made it {made}, and now it is{' '}
            <strong>{now}</strong>.
          </span>
          <Checkbox
            size="xs"
            checked={chosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
            label={`Overwrite it: set ${label.toLowerCase()} back to ${before}`}
          />
        </>
      )}
    </fieldset>
  )
}

interface RevertPlan {
  fields: RevertField[]
  /** What it does, where it is about no fields. */
  words: string | null
  /** Why there is nothing to do. */
  because: string | null
}

function planOf(entry: AuditEntry, now: Thing | null, channels: readonly Channel[]): RevertPlan {
  const { subject, before, after } = entry
  const none = { fields: [], words: null, because: null }
  if (subject === 'floor' && after === null)
    return now === null
      ? { ...none, words: 'The floor is set again, with the reason that it had.' }
      : { ...none, because: 'The floor is there again already.' }
  if (now === null) return { ...none, because: 'It is no longer there; somebody may have deleted it.' }
  if (before === null) return { ...none, words: 'The floor is removed: nodes may then skip this version.' }
  return { ...none, fields: revertFields(entry, now, channels) }
}

function noneChosen({ fields, words }: RevertPlan, chosen: readonly RevertField[]): string | null {
  if (words !== null || chosen.length > 0) return null
  return fields.some(({ kind }) => kind === 'changed-since')
    ? 'It was changed again since: say above what shall be overwritten.'
    : 'Everything is as it was before already.'
}
