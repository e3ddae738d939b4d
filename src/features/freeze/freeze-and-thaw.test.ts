import { describe, expect, test } from 'vitest'
import type { FrozenGroup } from '#contract/freeze.ts'
import { type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { ApiError } from '#src/api/api-error.ts'
import { group } from '#src/domain/testing/group-fixture.ts'
import { groupResource } from '#src/writes/group-resource.ts'
import type { WritableResource } from '#src/writes/writable-resource.ts'
import { asFrozen, freezeGroup } from './freeze-group.ts'
import { type EditedGroupChoice, thawGroup } from './thaw-group.ts'

const on = group(1)
const off = group(1, { policy_updates_enabled: false })
const before = settingsOfGroup(on)
const gone = new ApiError('refused', 'There is no such group.', { status: 404 })
const silence = new ApiError('unreachable', 'The server does not answer.')

type GroupResource = WritableResource<Group, GroupSettings>

/** A server that holds one group; `fails` are the errors of its reads and writes. */
function serverOf(start: Group, fails: { read?: Error; write?: Error; isWritten?: boolean } = {}) {
  let held = start
  const writes: boolean[] = []
  const resource: GroupResource = {
    ...groupResource({ applicationId: start.application_id, groupId: start.id }, start.name),
    read: async () => {
      if (fails.read) throw fails.read
      return held
    },
    write: async (settings) => {
      writes.push(settings.policy_updates_enabled)
      if (!fails.write || fails.isWritten === true)
        held = {
          ...held,
          policy_updates_enabled: settings.policy_updates_enabled,
          policy_max_updates_per_period: settings.policy_max_updates_per_period,
        }
      if (fails.write) throw fails.write
      return held
    },
  }
  return { resource, writes, held: () => held }
}

const { signal } = new AbortController()
const freeze = (resource: GroupResource, mayBePaused = false) =>
  freezeGroup({ before }, { resource, signal, reason: 'An incident', mayBePaused })

describe('a freeze', () => {
  test('switches updates off, and nothing else', async () => {
    const { resource, held } = serverOf(on)
    expect(await freeze(resource)).toMatchObject({ outcome: 'paused', before })
    expect(settingsOfGroup(held())).toEqual(asFrozen(before))
  })
  test('records the settings of a group that was changed since the list was read', async () => {
    const { resource } = serverOf(group(1, { policy_max_updates_per_period: 7 }))
    expect(await freeze(resource)).toMatchObject({
      outcome: 'paused',
      before: { policy_updates_enabled: true, policy_max_updates_per_period: 7 },
    })
  })
  test('leaves alone a group that is off, also when someone paused it after the list was read', async () => {
    const { resource, writes } = serverOf(off)
    expect(await freeze(resource)).toMatchObject({ outcome: 'was-off', before: asFrozen(before) })
    expect(writes).toEqual([])
  })
  test('that continues counts a group that is off and otherwise as before as paused by it', async () => {
    const { resource, writes } = serverOf(off)
    expect(await freeze(resource, true)).toMatchObject({ outcome: 'paused', before })
    expect(writes).toEqual([])
  })
  test('that continues does not count a group that was off from the start, or edited as well', async () => {
    const edited = serverOf({ ...off, policy_max_updates_per_period: 3 })
    expect((await freeze(edited.resource, true))?.outcome).toBe('was-off')
    const wasOff = await freezeGroup(
      { before: asFrozen(before) },
      { resource: serverOf(off).resource, signal, reason: '', mayBePaused: true },
    )
    expect(wasOff?.outcome).toBe('was-off')
  })
  test('distinguishes a lost response to a write that took effect from a write that did not', async () => {
    const lost = serverOf(on, { write: silence, isWritten: true })
    expect((await freeze(lost.resource))?.outcome).toBe('paused')
    const failed = serverOf(on, { write: silence })
    expect(await freeze(failed.resource)).toMatchObject({
      outcome: 'failed',
      message: 'The server does not answer. The change may have taken effect.',
    })
  })
  test('reports a deleted group, and nothing for a stopped one', async () => {
    expect((await freeze(serverOf(on, { read: gone }).resource))?.outcome).toBe('gone')
    const stop = new AbortController()
    stop.abort()
    const { resource } = serverOf(on)
    const work = { resource, signal: stop.signal, reason: '', mayBePaused: false }
    expect(await freezeGroup({ before }, work)).toBeNull()
  })
})

const entry = (over: Partial<FrozenGroup> = {}): FrozenGroup => ({
  application_id: on.application_id,
  group_id: on.id,
  application_name: 'Kiosk OS',
  group_name: on.name,
  before,
  outcome: 'paused',
  thaw: null,
  message: null,
  ...over,
})
const thaw = (resource: GroupResource, choice?: EditedGroupChoice) =>
  thawGroup(entry(), { resource, signal, reason: 'Over', choice })

describe('a thaw', () => {
  test('restores a group exactly as it was', async () => {
    const { resource, held } = serverOf(off)
    expect(await thaw(resource)).toMatchObject({
      kind: 'done',
      result: { outcome: 'paused', thaw: 'restored' },
    })
    expect(settingsOfGroup(held())).toEqual(before)
  })
  test('does not write an edited group before the operator has chosen', async () => {
    const edited = { ...off, policy_max_updates_per_period: 3 }
    const { resource, writes } = serverOf(edited)
    expect(await thaw(resource)).toEqual({ kind: 'edited', now: settingsOfGroup(edited) })
    expect(writes).toEqual([])
  })
  test('leaves, restores or resumes an edited group as the operator chose', async () => {
    const edited = { ...off, policy_max_updates_per_period: 3 }
    const chosen = async (action: EditedGroupChoice['action']) => {
      const { resource, held } = serverOf(edited)
      const thawed = await thaw(resource, { now: settingsOfGroup(edited), action })
      const { policy_updates_enabled, policy_max_updates_per_period } = held()
      const how = thawed.kind === 'done' ? thawed.result.thaw : thawed.kind
      return [how, policy_updates_enabled, policy_max_updates_per_period]
    }
    expect(await chosen('leave')).toEqual(['left', false, 3])
    expect(await chosen('restore')).toEqual(['restored', true, 20])
    expect(await chosen('resume')).toEqual(['restored', true, 3])
  })
  test('requires a new choice when the group was edited after the operator chose', async () => {
    const { resource, writes } = serverOf({ ...off, policy_max_updates_per_period: 4 })
    const now = settingsOfGroup({ ...off, policy_max_updates_per_period: 3 })
    expect((await thaw(resource, { now, action: 'restore' })).kind).toBe('edited')
    expect(writes).toEqual([])
  })
  test('writes nothing to a group that is already restored, or deleted', async () => {
    const back = serverOf(on)
    expect(await thaw(back.resource)).toMatchObject({ result: { thaw: 'restored' } })
    expect(back.writes).toEqual([])
    expect(await thaw(serverOf(on, { read: gone }).resource)).toMatchObject({ result: { thaw: 'gone' } })
  })
  test('reports why a group failed', async () => {
    const { resource } = serverOf(off, {
      write: new ApiError('refused', 'As a viewer only.', { status: 403 }),
    })
    expect(await thaw(resource)).toMatchObject({ result: { thaw: 'failed', message: 'As a viewer only.' } })
  })
})
