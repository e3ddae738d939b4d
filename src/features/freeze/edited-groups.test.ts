import { expect, test } from 'vitest'
import type { Freeze } from '#contract/freeze.ts'
import { settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { applicationFixture } from '#src/domain/testing/catalogue-fixture.ts'
import { id } from '#src/domain/testing/fixture-ids.ts'
import { group } from '#src/domain/testing/group-fixture.ts'
import { safeModeBrake } from '#src/domain/testing/safe-mode-brake-fixture.ts'
import { editedGroups, groupsCreatedSince, groupsToRestore } from './edited-groups.ts'
import { freezePlan } from './freeze-plan.ts'

const application = (groups: Group[]) => applicationFixture({ name: 'Kiosk OS', groups })

const off = { policy_updates_enabled: false }
const freezeOf = (groups: Group[], outcome: Freeze['groups'][number]['outcome'] = 'paused'): Freeze => ({
  id: id(9),
  created_ts: '2026-03-04T12:00:00Z',
  actor: 'local',
  reason: '',
  exceptions: [],
  thawed_ts: null,
  thawed_by: null,
  groups: groups.map((group) => ({
    application_id: group.application_id,
    group_id: group.id,
    application_name: 'Kiosk OS',
    group_name: group.name,
    before: settingsOfGroup(group),
    outcome,
    thaw: null,
    message: null,
  })),
})
const editedNow = (freeze: Freeze, now: Group[], brakes: Parameters<typeof editedGroups>[2] = []) =>
  editedGroups(freeze, [application(now)], brakes).map(({ entry }) => entry.group_name)

test('a group is edited when it is no longer as the freeze left it', () => {
  const freeze = freezeOf([group(1), group(2), group(3), group(4)])
  const now = [
    group(1, off),
    group(2),
    group(3, { ...off, policy_max_updates_per_period: 7 }),
    // Resumed by hand, and stopped by safe mode since.
    group(4, off),
  ]
  expect(editedNow(freeze, now, [safeModeBrake(4)])).toEqual(['Group 2', 'Group 3', 'Group 4'])
})

test('a group that was never paused and is on does not count as edited', () => {
  expect(editedNow(freezeOf([group(1)], 'failed'), [group(1)])).toEqual([])
  expect(editedNow(freezeOf([group(1)], 'was-off'), [group(1)])).toEqual([])
})

test('groups created since are named', () => {
  const later = group(5, { created_ts: '2026-03-04T12:30:00Z' })
  expect(groupsCreatedSince(freezeOf([]), [application([group(1), later])])).toEqual([
    { id: id(5), name: 'Group 5', application_name: 'Kiosk OS', isOn: true },
  ])
})

test('a plan takes the groups not excluded, and names the excluded ones of the same applications', () => {
  const other = { ...application([group(4)]), id: id(8), name: 'Other OS' }
  const applications = [application([group(1), group(2, off), group(3)]), other]
  const plan = freezePlan(applications, new Set([id(3), id(4)]))
  expect(plan.groups.map(({ group_name }) => group_name)).toEqual(['Group 1', 'Group 2'])
  expect(plan.alreadyOff).toBe(1)
  expect(plan.exceptions.map(({ group_name }) => group_name)).toEqual(['Group 3'])
})

test('a thaw restores only groups that exist, are off, and are as the freeze left them', () => {
  const [asLeft, resumed, deleted] = [group(1), group(2), group(3)]
  const now = [application([{ ...asLeft, ...off }, resumed])]
  const freeze = freezeOf([asLeft, resumed, deleted])
  const edited = editedGroups(freeze, now, [])
  expect(edited.map(({ entry }) => entry.group_id)).toEqual([resumed.id])
  expect(groupsToRestore(freeze, now, edited).map(({ group_id }) => group_id)).toEqual([asLeft.id])

  const neverPaused = freezeOf([asLeft, resumed], 'failed')
  expect(groupsToRestore(neverPaused, [application([asLeft, resumed])], [])).toEqual([])
})
