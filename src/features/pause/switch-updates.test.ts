import { describe, expect, test } from 'vitest'
import { type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { type GroupAccess, saveGroup } from '#src/api/save-group.ts'
import { group } from '#src/domain/testing/group-fixture.ts'
import { switchUpdates } from './switch-updates.ts'

/** A server that holds one group, and what a colleague does to it before it is read. */
function serverOf(start: Group, ...meanwhile: (Partial<Group> | null)[]) {
  let held = start
  const writes: unknown[] = []
  const access: GroupAccess = {
    read: async () => {
      held = { ...held, ...meanwhile.shift() }
      return held
    },
    write: async (body, note) => {
      writes.push({ ...body, reason: note.reason })
      held = { ...held, policy_updates_enabled: body.policy_updates_enabled ?? false }
      return held
    },
  }
  const toggle = (opened: GroupSettings, wanted: boolean) =>
    switchUpdates({ opened, wanted, reason: 'A bad image' }, (change) =>
      saveGroup(change, access, new AbortController().signal, () => {}),
    )
  return { toggle, writes }
}

const on = group(1)
const off = group(1, { policy_updates_enabled: false })

describe('a pause', () => {
  test('writes the group as it was, with updates off and the reason', async () => {
    const { toggle, writes } = serverOf(on)
    expect((await toggle(settingsOfGroup(on), false))?.kind).toBe('saved')
    expect(writes).toMatchObject([
      { policy_updates_enabled: false, policy_max_updates_per_period: 20, reason: 'A bad image' },
    ])
  })
  test('keeps what a colleague has changed meanwhile, and says so', async () => {
    const { toggle, writes } = serverOf(on, { policy_max_updates_per_period: 7 })
    const outcome = await toggle(settingsOfGroup(on), false)
    expect(outcome).toMatchObject({ kind: 'saved-beside', kept: ['policy_max_updates_per_period'] })
    expect(writes).toMatchObject([{ policy_updates_enabled: false, policy_max_updates_per_period: 7 }])
  })
  test('that is there already is not made twice', async () => {
    const { toggle, writes } = serverOf(off)
    expect(await toggle(settingsOfGroup(on), false)).toMatchObject({ kind: 'saved', answered: false })
    expect(writes).toEqual([])
  })
  test('beside a colleague’s pause and other edits writes nothing', async () => {
    const { toggle, writes } = serverOf(off, { policy_max_updates_per_period: 7 })
    expect((await toggle(settingsOfGroup(on), false))?.kind).toBe('already')
    expect(writes).toEqual([])
  })
  test('does not chase a group that changes again and again', async () => {
    const { toggle, writes } = serverOf(on, { name: 'A' }, { name: 'B' })
    expect(await toggle(settingsOfGroup(on), false)).toMatchObject({ kind: 'look-again', changed: ['name'] })
    expect(writes).toEqual([])
  })
})

test('a resume asks again when another limit would let other nodes start', async () => {
  const { toggle, writes } = serverOf(off, { policy_max_updates_per_period: 999_999 })
  expect(await toggle(settingsOfGroup(off), true)).toMatchObject({
    kind: 'look-again',
    changed: ['policy_max_updates_per_period'],
  })
  expect(writes).toEqual([])
})
