import type { Group } from '#contract/group.ts'
import { policySentence } from '#src/domain/policy/policy-sentence.ts'
import { notify } from '#src/ui/notify.ts'

/** One a group: what was done last to it. */
export const idOfPolicy = ({ id }: Group): string => `policy-${id}`

export const notifyChangeUndone = (group: Group): void =>
  notify({
    id: idOfPolicy(group),
    tone: 'undone',
    title: `Undone: the policy of ${group.name} is as it was`,
    message: policySentence(group),
  })

export const notifyChangeNotUndone = (group: Group, message: string): void =>
  notify({ id: idOfPolicy(group), tone: 'failed', title: `Not undone: ${group.name}`, message })
