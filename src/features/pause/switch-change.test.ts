import { describe, expect, test } from 'vitest'
import type { GroupSettings } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { group } from '#src/domain/testing/group-fixture.ts'
import { groupResource } from '#src/writes/group-resource.ts'
import { guardedWrite } from '#src/writes/guarded-write.ts'
import { switchChange } from './switch-change.ts'

/** A server that holds one group, and what a colleague does to it before it is read. */
function serverOf(start: Group, ...meanwhile: (Partial<Group> | null)[]) {
  let held = start
  const writes: unknown[] = []
  const resource = {
    ...groupResource({ applicationId: start.application_id, groupId: start.id }, start.name),
    read: async () => {
      held = { ...held, ...meanwhile.shift() }
      return held
    },
    write: async (settings: GroupSettings, _from: Group, { reason }: WriteContext) => {
      writes.push({ ...settings, reason })
      held = { ...held, policy_updates_enabled: settings.policy_updates_enabled }
      return held
    },
  }
  const toggle = (seen: Group, wanted: boolean) =>
    guardedWrite(switchChange(seen, wanted, 'A bad image'), resource, {
      signal: new AbortController().signal,
    })
  return { toggle, writes }
}

const on = group(1)
const off = group(1, { policy_updates_enabled: false })

describe('a pause', () => {
  test('writes the group as it was, with updates off and the reason', async () => {
    const { toggle, writes } = serverOf(on)
    expect((await toggle(on, false)).kind).toBe('saved')
    expect(writes).toMatchObject([
      { policy_updates_enabled: false, policy_max_updates_per_period: 20, reason: 'A bad image' },
    ])
  })
  test('keeps what a colleague has changed meanwhile, and says so', async () => {
    const { toggle, writes } = serverOf(on, { policy_max_updates_per_period: 7 })
    const outcome = await toggle(on, false)
    expect(outcome).toMatchObject({ kind: 'saved', opened: { policy_max_updates_per_period: 7 } })
    expect(writes).toMatchObject([{ policy_updates_enabled: false, policy_max_updates_per_period: 7 }])
  })
  test('that is there already is not made twice', async () => {
    const { toggle, writes } = serverOf(off)
    expect(await toggle(on, false)).toMatchObject({ kind: 'saved', answered: false })
    expect(writes).toEqual([])
  })
  test('beside a colleague’s pause and other edits writes nothing', async () => {
    const { toggle, writes } = serverOf(off, { policy_max_updates_per_period: 7 })
    expect((await toggle(on, false)).kind).toBe('changed-meanwhile')
    expect(writes).toEqual([])
  })
  test('does not chase a group that changes again and again', async () => {
    const { toggle, writes } = serverOf(on, { name: 'A' }, { name: 'B' }, { name: 'C' })
    expect(await toggle(on, false)).toMatchObject({
      kind: 'changed-meanwhile',
      theirs: { name: 'C' },
    })
    expect(writes).toEqual([])
  })
})

test('a resume asks again when another limit would let other nodes start', async () => {
  const { toggle, writes } = serverOf(off, { policy_max_updates_per_period: 999_999 })
  expect(await toggle(off, true)).toMatchObject({
    kind: 'changed-meanwhile',
    theirs: { policy_max_updates_per_period: 999_999 },
  })
  expect(writes).toEqual([])
})
