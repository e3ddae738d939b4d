import type { Application } from '#contract/application.ts'
import type { FreezeWrite } from '#contract/freeze.ts'
import { settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'

export interface FreezePlan {
  groups: FreezeWrite['groups']
  /** Not chosen, of applications of which others are. */
  exceptions: FreezeWrite['exceptions']
  /** Of `groups`, those whose updates are off already. */
  alreadyOff: number
}

/** @param leftOut ids of the groups that shall go on */
export function freezePlan(applications: readonly Application[], leftOut: ReadonlySet<string>): FreezePlan {
  const chosen: { named: ReturnType<typeof namesOf>; group: Group }[] = []
  const exceptions: FreezePlan['exceptions'] = []
  for (const application of applications) {
    const groups = application.groups ?? []
    const some = groups.some(({ id }) => !leftOut.has(id))
    for (const group of groups) {
      const named = namesOf(application, group)
      if (!leftOut.has(group.id)) chosen.push({ named, group })
      else if (some) exceptions.push(named)
    }
  }
  return {
    groups: chosen.map(({ named, group }) => ({
      ...named,
      application_id: group.application_id,
      before: settingsOfGroup(group),
    })),
    exceptions,
    alreadyOff: chosen.filter(({ group }) => !group.policy_updates_enabled).length,
  }
}

const namesOf = (application: Application, group: Group) => ({
  group_id: group.id,
  application_name: application.name,
  group_name: group.name,
})
