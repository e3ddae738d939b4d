import { useState } from 'react'
import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { useQuery } from '@tanstack/react-query'
import { packagesQuery } from '#src/api/packages.ts'
import { fitsChannel } from '#src/domain/catalogue/fits-channel.ts'
import { floorStandings, longestWay } from '#src/domain/versions/floor-standings.ts'
import { FormDialog } from '#src/ui/FormDialog.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { ProblemNotice } from '#src/ui/ProblemNotice.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import { announceWrite } from '#src/writes/announce-write.tsx'
import { floorResource, NO_FLOOR } from '#src/writes/floor-resource.ts'
import { useWrite } from '#src/writes/use-write.ts'
import { longWayWarning, nodesThatPass } from './describe-floors.ts'
import styles from './Catalogue.module.css'
import { FloorReasonField } from './FloorReasonField.tsx'
import { PackageSelect } from './PackageSelect.tsx'
import { useFollowers } from './use-followers.ts'

export interface FloorDialogProps {
  application: Application
  channel: Channel
  /** The channel's floors now. */
  floors: readonly Package[]
  /** The floor whose reason is edited; null to set a new one. */
  edited: Package | null
  onClose: () => void
}

/** Makes a package a floor of the channel, or edits the reason of a floor, and says what nodes will do. */
export function FloorDialog({ application, channel, floors, edited, onClose }: FloorDialogProps) {
  const [packageId, setPackageId] = useState(edited?.id ?? '')
  const [reason, setReason] = useState(edited?.floor_reason ?? '')
  const { data: packages = [] } = useQuery(packagesQuery(application.id))
  const chosen = edited ?? packages.find(({ id }) => id === packageId) ?? null
  const { phase, problem, stop, submit, disabledReason } = useFloorWrite(channel, chosen, {
    edited,
    reason,
    onDone: onClose,
  })
  const isBusy = phase !== 'idle'
  return (
    <FormDialog
      title={
        <>
          {edited ? `Edit the floor ${edited.version} of` : 'Set a floor of'} <bdi>{channel.name}</bdi>
        </>
      }
      size={560}
      onClose={isBusy ? stop : onClose}
      onSubmit={submit}
    >
      <p className={styles['quiet']}>
        A node below a floor updates to it first, and goes on from there to the channel’s package.
      </p>
      {!edited && (
        <PackageSelect
          label="Package"
          description="For the channel’s architecture, and not blacklisted for it."
          applicationId={application.id}
          fits={(release) => fitsChannel(release, channel) && floors.every(({ id }) => id !== release.id)}
          value={packageId}
          onChange={setPackageId}
          disabled={isBusy}
        />
      )}
      <FloorReasonField value={reason} readOnly={isBusy} onChange={setReason} />
      {chosen && <FloorEffect application={application} channel={channel} floors={floors} chosen={chosen} />}
      <ProblemNotice problem={problem} />
      <SaveBar
        label={edited ? 'Save the floor' : 'Set the floor'}
        checking="Checking that the floor is unchanged …"
        phase={phase}
        disabledReason={disabledReason}
        onStop={stop}
        backTo={onClose}
      />
    </FormDialog>
  )
}

interface FloorWriteOptions extends Pick<FloorDialogProps, 'edited'> {
  reason: string
  onDone: () => void
}

/** Writes the floor as it is in the dialog. */
function useFloorWrite(
  channel: Channel,
  chosen: Package | null,
  { edited, reason, onDone }: FloorWriteOptions,
) {
  const resource = floorResource(channel, chosen ?? { id: '', version: '' })
  const { write, ...writing } = useWrite(resource, {
    onSaved: () =>
      announceWrite(resource, {
        title: (
          <>
            {chosen?.version} is a floor of <bdi>{channel.name}</bdi>
          </>
        ),
        message: '',
      }),
    onDone,
  })
  const opened = edited ? { package_id: edited.id, floor_reason: edited.floor_reason ?? null } : NO_FLOOR
  const mine = { package_id: chosen?.id ?? '', floor_reason: reason.trim() || null }
  const disabledReason =
    chosen === null
      ? 'Choose a package first.'
      : edited && resource.isSame(opened, mine)
        ? 'Nothing is changed.'
        : undefined
  const submit = () => {
    if (disabledReason === undefined && writing.phase === 'idle') write({ opened, mine })
  }
  return { ...writing, submit, disabledReason }
}

type FloorEffectProps = Pick<FloorDialogProps, 'application' | 'channel' | 'floors'> & { chosen: Package }

/** What the floor does to the nodes that follow the channel. */
function FloorEffect({ application, channel, floors, chosen }: FloorEffectProps) {
  const { breakdown, unread } = useFollowers(application)([channel.id])
  const target = channel.package
  const [standing] = floorStandings([chosen], target, breakdown)
  const all = floors.some(({ id }) => id === chosen.id) ? floors : [...floors, chosen]
  const warning = longWayWarning(longestWay(all, target, breakdown))
  return (
    <>
      {standing && (
        <Notice tone={standing.isAboveTarget ? 'waiting' : 'neutral'} live>
          Nodes that must install {chosen.version}: {nodesThatPass(standing, target)}
          {unread > 0 ? ', as far as they are known.' : '.'}
          {standing.isAboveTarget && ' It counts once the channel has a newer package.'}
        </Notice>
      )}
      {warning !== null && (
        <Notice tone="waiting" live>
          {warning}
        </Notice>
      )}
    </>
  )
}
