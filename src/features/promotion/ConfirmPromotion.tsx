import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { routes } from '#src/routes/routes.ts'
import { FormProblemSummary } from '#src/ui/FormProblemSummary.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import { ReasonField } from '#src/writes/ReasonField.tsx'
import { WriteFieldset } from '#src/writes/WriteFieldset.tsx'
import styles from './Promotion.module.css'
import type { usePromotion } from './use-promotion.ts'

interface ConfirmPromotionProps {
  channel: Channel
  /** As `channelTitle` gives it. */
  name: string
  release: Package | null
  promotion: ReturnType<typeof usePromotion>
  /** Why the channel's name must be typed to confirm; empty where a click is enough. */
  typedBecause: string
  /** Why the change is impossible; undefined where it is possible. */
  impossible: string | undefined
}

/** The reason, the typed confirmation where one is required, and the button. */
export function ConfirmPromotion(props: ConfirmPromotionProps) {
  const { channel, name, release, promotion, typedBecause, impossible } = props
  const { phase, words, setWords, problem, isChangedMeanwhile } = promotion
  const isConfirmed = typedBecause === '' || words.typed.trim() === name
  const disabledReason =
    impossible ??
    (isChangedMeanwhile
      ? 'The channel has changed: review it and continue first.'
      : isConfirmed
        ? undefined
        : `Type “${name}” first.`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (disabledReason === undefined && phase === 'idle') promotion.promote()
  }
  return (
    <Panel title="Confirm">
      <WriteFieldset>
        <form onSubmit={submit} className={styles['stack']} noValidate>
          {problem && <FormProblemSummary key={promotion.attempts} problem={problem} />}
          {isChangedMeanwhile && (
            <ChangedNotice channel={channel} name={name} onContinue={promotion.followChannel} />
          )}
          <ReasonField
            rows={2}
            value={words.reason}
            readOnly={phase !== 'idle'}
            onChange={(reason) => setWords((words) => ({ ...words, reason }))}
          />
          {typedBecause !== '' && impossible === undefined && (
            <TextInput
              label={`Type “${name}” to confirm`}
              description={typedBecause}
              autoComplete="off"
              spellCheck={false}
              value={words.typed}
              disabled={phase !== 'idle'}
              onChange={({ currentTarget: { value } }) => setWords((words) => ({ ...words, typed: value }))}
            />
          )}
          <SaveBar
            label={<ChangeLabel name={name} release={release} />}
            checking="Checking that the channel is unchanged …"
            danger={typedBecause !== '' || release === null}
            phase={phase}
            disabledReason={disabledReason}
            onStop={promotion.stop}
            backTo={routes.channels.url({ applicationId: channel.application_id })}
          />
        </form>
      </WriteFieldset>
    </Panel>
  )
}

interface ChangedNoticeProps extends Pick<ConfirmPromotionProps, 'channel' | 'name'> {
  onContinue: () => void
}

function ChangedNotice({ channel, name, onContinue }: ChangedNoticeProps) {
  return (
    <Notice
      tone="waiting"
      live
      actions={
        <Button size="compact-xs" variant="default" onClick={onContinue}>
          Continue
        </Button>
      }
    >
      <bdi>{name}</bdi> has changed since you opened this page, which shows its current state: it now has{' '}
      <strong>{channel.package?.version ?? 'no package'}</strong>.
    </Notice>
  )
}

function ChangeLabel({ name, release }: Pick<ConfirmPromotionProps, 'name' | 'release'>) {
  return (
    <>
      {release ? `Put ${release.version} on` : 'Remove the package of'} <bdi>{name}</bdi>
    </>
  )
}
