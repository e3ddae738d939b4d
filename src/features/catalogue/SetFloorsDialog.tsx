import { Checkbox } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import { useState } from 'react'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { packageTitle } from '#src/domain/catalogue/package-title.ts'
import { nameList } from '#src/lib/name-list.ts'
import { FormDialog } from '#src/ui/FormDialog.tsx'
import { notify } from '#src/ui/notify.ts'
import type { FormProblem } from '#src/ui/FormProblemSummary.tsx'
import { ProblemNotice } from '#src/ui/ProblemNotice.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import type { FloorSettings } from '#src/writes/floor-resource.ts'
import { useSeveralWrites } from '#src/writes/use-several-writes.ts'
import styles from './Catalogue.module.css'
import { FloorReasonField } from './FloorReasonField.tsx'
import { newFloors } from './new-floors.ts'

export interface SetFloorsDialogProps {
  release: Package
  /** The channels that it can be a floor of. */
  channels: readonly Channel[]
  /** What an earlier attempt left to do, and why. */
  left?: { channelIds: readonly string[]; reason: string; problem: FormProblem } | undefined
  onClose: () => void
}

/** Makes a package a floor of several channels at once. Where one fails, the others are saved, and a retry saves the rest. */
export function SetFloorsDialog({ release, channels, left, onClose }: SetFloorsDialogProps) {
  const [chosen, setChosen] = useState<readonly string[]>(left?.channelIds ?? [])
  const [reason, setReason] = useState(left?.reason ?? '')
  const { phase, problem, write, stop } = useSeveralWrites<FloorSettings, FloorSettings>(({ saved }) => {
    notify({ tone: 'done', title: `Set ${nameList(saved)} as a floor`, message: '' })
    onClose()
  })
  const isBusy = phase !== 'idle'
  const wanted = channels.filter(({ id }) => chosen.includes(id))
  return (
    <FormDialog
      title={`Set ${packageTitle(release)} as a floor`}
      size={560}
      onClose={isBusy ? stop : onClose}
      onSubmit={() => {
        if (wanted.length > 0 && !isBusy) write(newFloors(wanted, release, reason))
      }}
    >
      <Checkbox.Group
        label="Channels"
        description="Their nodes below this version update to it first."
        value={[...chosen]}
        onChange={setChosen}
      >
        <div className={styles['choices']}>
          {channels.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={<bdi>{name}</bdi>} disabled={isBusy} />
          ))}
        </div>
      </Checkbox.Group>
      {channels.length === 0 && (
        <p className={styles['quiet']}>
          Every channel of this architecture has it as a floor, or blacklists it.
        </p>
      )}
      <FloorReasonField value={reason} readOnly={isBusy} onChange={setReason} />
      <ProblemNotice problem={problem ?? (isBusy ? null : (left?.problem ?? null))} />
      <SaveBar
        label="Set the floors"
        checking="Checking that the floors are unchanged …"
        phase={phase}
        disabledReason={wanted.length === 0 ? 'Choose a channel first.' : undefined}
        onStop={stop}
        backTo={onClose}
      />
    </FormDialog>
  )
}
