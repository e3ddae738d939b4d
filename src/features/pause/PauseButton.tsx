import { Button } from '@mantine/core'
import type { Group } from '#contract/group.ts'

/** Pauses the group, or resumes it where updates are off. */
export function PauseButton({ group, onPress }: { group: Group; onPress: () => void }) {
  return (
    <Button size="xs" variant="default" aria-haspopup="dialog" onClick={onPress}>
      {group.policy_updates_enabled ? 'Pause' : 'Resume'}
    </Button>
  )
}
