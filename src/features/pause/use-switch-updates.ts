import { useEffect, useRef, useState } from 'react'
import { type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { useSaveGroup } from '#src/api/use-save-group.ts'
import { notifySwitched, notifySwitchUnknown } from './switch-notifications.tsx'
import { type SwitchProblem, switchProblem } from './switch-problem.ts'
import { switchUpdates } from './switch-updates.ts'

/** The group as the server has it since, and its settings before. */
export type SwitchDone = (group: Group, before: GroupSettings) => void

interface SwitchOptions {
  wanted: boolean
  /** Why safe mode switches updates off again at once, in words; null where it doesn't. */
  again: string | null
  openedBy: Element | null
  onSwitched: SwitchDone
  onDone: () => void
}

/** One attempt at a time to switch the group's updates, and why the latest has not done it. */
export function useSwitchUpdates(
  ref: GroupRef,
  group: Group,
  { wanted, again, openedBy, onSwitched, onDone }: SwitchOptions,
) {
  const { phase, save, stop } = useSaveGroup(ref)
  const [problem, setProblem] = useState<SwitchProblem | null>(null)
  const isShown = useRef(false)
  // Between its two tries an attempt rests, and is one still.
  const underWay = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])

  async function attempt(reason: string) {
    if (underWay.current) return
    underWay.current = true
    setProblem(null)
    const opened = settingsOfGroup(group)
    try {
      const outcome = await switchUpdates({ opened, wanted, reason }, save)
      if (outcome === null) return
      if (outcome.kind === 'saved' || outcome.kind === 'saved-beside') {
        const kept = outcome.kind === 'saved-beside' ? outcome.kept : []
        onSwitched(outcome.group, { ...settingsOfGroup(outcome.group), policy_updates_enabled: !wanted })
        notifySwitched(outcome.group, { kept, again, openedBy })
        if (isShown.current) onDone()
      } else if (isShown.current) {
        setProblem(switchProblem(outcome, wanted ? 'Resume' : 'Pause', opened))
      } else {
        notifySwitchUnknown(group.name)
      }
    } finally {
      underWay.current = false
    }
  }

  return { phase, problem, attempt: (reason: string) => void attempt(reason), stop }
}
