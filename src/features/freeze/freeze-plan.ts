import type { Application } from '#contract/application.ts'
import type { FreezeWrite } from '#contract/freeze.ts'
import { settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'

export interface FreezePlan {
  groups: FreezeWrite['groups']
  /** Groups not selected, of applications with other groups selected. */
  exceptions: FreezeWrite['exceptions']
  /** How many of `groups` have their updates off. */
  alreadyOff: number
}

/** @param excluded ids of the groups that keep updating */
export function freezePlan(applications: readonly Application[], excluded: ReadonlySet<string>): FreezePlan {
  const selected: { names: ReturnType<typeof namesOf>; group: Group }[] = []
  const exceptions: FreezePlan['exceptions'] = []
  for (const application of applications) {
    const groups = application.groups ?? []
    const isSelected = groups.some(({ id }) => !excluded.has(id))
    for (const group of groups) {
      const names = namesOf(application, group)
      if (!excluded.has(group.id)) selected.push({ names, group })
      else if (isSelected) exceptions.push(names)
    }
  }
  return {
    groups: selected.map(({ names, group }) => ({
      ...names,
      application_id: group.application_id,
      before: settingsOfGroup(group),
    })),
    exceptions,
    alreadyOff: selected.filter(({ group }) => !group.policy_updates_enabled).length,
  }
}

const namesOf = (application: Application, group: Group) => ({
  group_id: group.id,
  application_name: application.name,
  group_name: group.name,
})
