import { Button, Textarea, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { LONGEST_REASON } from '#contract/write-context.ts'
import { routes } from '#src/routes/routes.ts'
import { FormProblemSummary } from '#src/ui/FormProblemSummary.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import styles from './Promotion.module.css'
import type { usePromotion } from './use-promotion.ts'

interface ConfirmPromotionProps {
  channel: Channel
  /** As `channelTitle` gives it. */
  name: string
  release: Package | null
  promotion: ReturnType<typeof usePromotion>
  /** Why it must be confirmed by typing the channel's name; empty where a click is enough. */
  typedBecause: string
  /** Why it can't be done at all; undefined when it can. */
  impossible: string | undefined
}

/** The reason, the typed confirmation where one is needed, and the button. */
export function ConfirmPromotion(props: ConfirmPromotionProps) {
  const { channel, name, release, promotion, typedBecause, impossible } = props
  const { phase, words, setWords, problem, isChangedMeanwhile } = promotion
  const isConfirmed = typedBecause === '' || words.typed.trim() === name
  const disabledReason =
    impossible ??
    (isChangedMeanwhile
      ? 'The channel was changed: look again first.'
      : isConfirmed
        ? undefined
        : `Type “${name}” first.`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (disabledReason === undefined && phase === 'resting') promotion.promote()
  }
  const title = release ? `Point ${name} at ${release.version}` : `Take ${name}’s package away`
  return (
    <Panel title="Confirm">
      <form onSubmit={submit} className={styles['stack']} noValidate>
        {problem && <FormProblemSummary key={promotion.attempts} problem={problem} />}
        {isChangedMeanwhile && (
          <Notice
            tone="waiting"
            live
            actions={
              <Button size="compact-xs" variant="default" onClick={promotion.followChannel}>
                Go on from there
              </Button>
            }
          >
            {name} has been changed since you looked: it points at{' '}
            <strong>{channel.package?.version ?? 'no package'}</strong> now. What this page says is from
            there.
          </Notice>
        )}
        <Textarea
          label="Reason"
          description="Optional. Kept in the audit log where Platte’s own server runs."
          maxLength={LONGEST_REASON}
          autosize={false}
          rows={2}
          value={words.reason}
          disabled={phase !== 'resting'}
          onChange={({ currentTarget: { value } }) => setWords((words) => ({ ...words, reason: value }))}
        />
        {typedBecause !== '' && impossible === undefined && (
          <TextInput
            label={`Type “${name}” to confirm`}
            description={typedBecause}
            autoComplete="off"
            spellCheck={false}
            value={words.typed}
            disabled={phase !== 'resting'}
            onChange={({ currentTarget: { value } }) => setWords((words) => ({ ...words, typed: value }))}
          />
        )}
        <SaveBar
          label={title}
          checking="Checking that the channel is unchanged …"
          danger={typedBecause !== '' || release === null}
          phase={phase}
          disabledReason={disabledReason}
          onStop={promotion.stop}
          backTo={routes.channels.url({ applicationId: channel.application_id })}
        />
      </form>
    </Panel>
  )
}
