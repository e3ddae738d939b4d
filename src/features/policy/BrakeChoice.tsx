import { Checkbox } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import type { SwitchedOffBy } from '#src/domain/policy/switched-off-by.ts'
import { Notice } from '#src/ui/Notice.tsx'

interface BrakeChoiceProps {
  by: Exclude<SwitchedOffBy, 'an operator'>
  isConfirmed: boolean
  onConfirm: (isConfirmed: boolean) => void
}

/** What saving makes of updates that safe mode may have switched off, and the choice that saving needs. */
export const BrakeChoice = ({ by, isConfirmed, onConfirm }: BrakeChoiceProps) => (
  <Notice tone="waiting">
    <p>
      <strong>
        {by === 'safe mode'
          ? 'Safe mode may have switched updates off: an operator last left them on.'
          : 'Safe mode or an operator has switched updates off: this server does not report which.'}
      </strong>{' '}
      It takes what you save as an operator’s choice, and passes that on to every server that follows it.
      Switch updates on to resume the rollout, or confirm that they are to stay off.
    </p>
    <Checkbox
      mt={6}
      size="xs"
      label="Keep updates off, as my choice"
      checked={isConfirmed}
      onChange={(event) => onConfirm(event.currentTarget.checked)}
    />
  </Notice>
)
