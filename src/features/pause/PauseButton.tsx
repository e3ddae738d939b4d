import type { Group } from '#contract/group.ts'
import { WriteButton } from '#src/writes/WriteButton.tsx'

/** Pauses the group, or resumes it where updates are off. */
export function PauseButton({ group, onPress }: { group: Group; onPress: () => void }) {
  return (
    <WriteButton size="xs" variant="default" aria-haspopup="dialog" onClick={onPress}>
      {group.policy_updates_enabled ? 'Pause' : 'Resume'}
    </WriteButton>
  )
}
