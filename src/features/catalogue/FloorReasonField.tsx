import { TextInput } from '@mantine/core'
import { MAX_FLOOR_REASON_LENGTH } from '#contract/floor.ts'

interface FloorReasonFieldProps {
  label?: string
  value: string
  readOnly?: boolean
  onChange: (value: string) => void
}

/** Why nodes must not skip a version. */
export const FloorReasonField = ({
  label = 'Reason',
  value,
  readOnly = false,
  onChange,
}: FloorReasonFieldProps) => (
  <TextInput
    label={label}
    description="Shown with the floor, for example: changes the partition layout."
    maxLength={MAX_FLOOR_REASON_LENGTH}
    autoComplete="off"
    value={value}
    readOnly={readOnly}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
)
