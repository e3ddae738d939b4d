import type { Group } from '#contract/group.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { groupResource } from '#src/writes/group-resource.ts'
import { useWrite } from '#src/writes/use-write.ts'
import { announceSwitch } from './announce-switch.tsx'
import { switchChange } from './switch-change.ts'

interface SwitchOptions {
  /** Whether updates are to be on. */
  wanted: boolean
  /** Why safe mode switches updates off again at once; null where it does not. */
  tripsBecause: string | null
  openedBy: Element | null
  onDone: () => void
}

/** Switches a group's updates on or off. @param group as the operator sees it */
export function useSwitchUpdates(group: Group, { wanted, tripsBecause, openedBy, onDone }: SwitchOptions) {
  const { write, ...rest } = useWrite(groupResource(refOfGroup(group), group.name), {
    onSaved: (outcome) => announceSwitch(outcome, { seen: group, tripsBecause, openedBy }),
    onDone,
    onUnsaved: (outcome) =>
      outcome.kind === 'changed-meanwhile' && outcome.theirs.policy_updates_enabled === wanted
        ? {
            tone: 'neutral',
            title: `Someone else has already switched updates ${wanted ? 'on' : 'off'}.`,
            words: 'Nothing was changed.',
          }
        : undefined,
  })
  return { ...rest, switchUpdates: (reason: string) => write(switchChange(group, wanted, reason)) }
}
