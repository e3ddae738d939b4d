import { Checkbox } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import { useQuery } from '@tanstack/react-query'
import type { Channel } from '#contract/channel.ts'
import { serverCapabilitiesQuery } from '#src/api/server-capabilities.ts'
import { fitsChannel } from '#src/domain/catalogue/fits-channel.ts'
import { FormSection } from '#src/ui/FormSection.tsx'
import styles from './Catalogue.module.css'
import { FloorReasonField } from './FloorReasonField.tsx'
import { archOf, type PackageFormValues } from './package-form-values.ts'
import type { ChosenFloors } from './use-package-creation.ts'

interface NewPackageFloorsProps {
  channels: readonly Channel[]
  /** Of the package, as typed so far. */
  values: PackageFormValues
  floors: ChosenFloors
  onChange: (floors: ChosenFloors) => void
  disabled: boolean
}

/** The channels that a new package becomes a floor of. Absent where the update server has no floors. */
export function NewPackageFloors({ channels, values, floors, onChange, disabled }: NewPackageFloorsProps) {
  const { data: capabilities } = useQuery(serverCapabilitiesQuery())
  const release = { ...values, arch: archOf(values.arch) }
  const fitting = channels.filter((channel) => fitsChannel(release, channel))
  if (!capabilities?.floors || fitting.length === 0) return null
  return (
    <FormSection title="Floors" disabled={disabled}>
      <Checkbox.Group
        label="Floor of"
        description="Nodes of these channels must not skip the package: those below it update to it first."
        value={[...floors.channelIds]}
        onChange={(channelIds) => onChange({ ...floors, channelIds })}
      >
        <div className={styles['choices']}>
          {fitting.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={<bdi>{name}</bdi>} />
          ))}
        </div>
      </Checkbox.Group>
      {floors.channelIds.length > 0 && (
        <FloorReasonField
          label="Reason of the floor"
          value={floors.reason}
          onChange={(reason) => onChange({ ...floors, reason })}
        />
      )}
    </FormSection>
  )
}
