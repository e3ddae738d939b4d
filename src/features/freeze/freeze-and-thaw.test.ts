import { describe, expect, test } from 'vitest'
import type { FrozenGroup } from '#contract/freeze.ts'
import { type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { ApiError } from '#src/api/api-error.ts'
import { group } from '#src/domain/testing/group-fixture.ts'
import { groupResource } from '#src/writes/group-resource.ts'
import type { WritableResource } from '#src/writes/writable-resource.ts'
import { asFrozen, freezeGroup } from './freeze-group.ts'
import { type ChangedGroup, thawGroup } from './thaw-group.ts'

const on = group(1)
const off = group(1, { policy_updates_enabled: false })
const before = settingsOfGroup(on)
const gone = new ApiError('refused', 'There is no such group.', { status: 404 })
const silence = new ApiError('unreachable', 'The server does not answer.')

type GroupResource = WritableResource<Group, GroupSettings>

/** A server that holds one group; `fails` says how, at reading or at writing. */
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
const freeze = (resource: GroupResource, mayBeWritten = false) =>
  freezeGroup({ before }, { resource, signal, reason: 'An incident', mayBeWritten })

describe('a freeze', () => {
  test('switches updates off, and nothing else', async () => {
    const { resource, held } = serverOf(on)
    expect(await freeze(resource)).toMatchObject({ outcome: 'paused', before })
    expect(settingsOfGroup(held())).toEqual(asFrozen(before))
  })
  test('tells anew what a group was like that was changed since the list was read', async () => {
    const { resource } = serverOf(group(1, { policy_max_updates_per_period: 7 }))
    expect(await freeze(resource)).toMatchObject({
      outcome: 'paused',
      before: { policy_updates_enabled: true, policy_max_updates_per_period: 7 },
    })
  })
  test('leaves alone what is off, also when somebody has paused it since the list was read', async () => {
    const { resource, writes } = serverOf(off)
    expect(await freeze(resource)).toMatchObject({ outcome: 'was-off', before: asFrozen(before) })
    expect(writes).toEqual([])
  })
  test('that goes on after a break takes a group that is off and else as before for its own', async () => {
    const { resource, writes } = serverOf(off)
    expect(await freeze(resource, true)).toMatchObject({ outcome: 'paused', before })
    expect(writes).toEqual([])
  })
  test('that goes on doesn’t take for its own what was off from the start, or edited as well', async () => {
    const edited = serverOf({ ...off, policy_max_updates_per_period: 3 })
    expect((await freeze(edited.resource, true))?.outcome).toBe('was-off')
    const wasOff = await freezeGroup(
      { before: asFrozen(before) },
      { resource: serverOf(off).resource, signal, reason: '', mayBeWritten: true },
    )
    expect(wasOff?.outcome).toBe('was-off')
  })
  test('tells a write that was done though its answer was lost from one that was not', async () => {
    const lost = serverOf(on, { write: silence, isWritten: true })
    expect((await freeze(lost.resource))?.outcome).toBe('paused')
    const failed = serverOf(on, { write: silence })
    expect(await freeze(failed.resource)).toMatchObject({
      outcome: 'failed',
      message: 'The server does not answer. The change may have taken effect.',
    })
  })
  test('says what is gone, and says nothing of what was stopped', async () => {
    expect((await freeze(serverOf(on, { read: gone }).resource))?.outcome).toBe('gone')
    const stop = new AbortController()
    stop.abort()
    const { resource } = serverOf(on)
    const work = { resource, signal: stop.signal, reason: '', mayBeWritten: false }
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
const thaw = (resource: GroupResource, changed?: ChangedGroup) =>
  thawGroup(entry(), { resource, signal, reason: 'Over', changed })

describe('a thaw', () => {
  test('brings a group back to exactly what it was', async () => {
    const { resource, held } = serverOf(off)
    expect(await thaw(resource)).toMatchObject({
      kind: 'noted',
      note: { outcome: 'paused', thaw: 'restored' },
    })
    expect(settingsOfGroup(held())).toEqual(before)
  })
  test('does not write a group that was changed by hand before the operator has chosen', async () => {
    const edited = { ...off, policy_max_updates_per_period: 3 }
    const { resource, writes } = serverOf(edited)
    expect(await thaw(resource)).toEqual({ kind: 'changed', now: settingsOfGroup(edited) })
    expect(writes).toEqual([])
  })
  test('leaves, restores or resumes it as the operator chose', async () => {
    const edited = { ...off, policy_max_updates_per_period: 3 }
    const chosen = async (choice: ChangedGroup['choice']) => {
      const { resource, held } = serverOf(edited)
      const result = await thaw(resource, { now: settingsOfGroup(edited), choice })
      const { policy_updates_enabled, policy_max_updates_per_period } = held()
      const how = result.kind === 'noted' ? result.note.thaw : result.kind
      return [how, policy_updates_enabled, policy_max_updates_per_period]
    }
    expect(await chosen('leave')).toEqual(['left', false, 3])
    expect(await chosen('restore')).toEqual(['restored', true, 20])
    expect(await chosen('resume')).toEqual(['restored', true, 3])
  })
  test('asks again when the group has changed since the operator chose', async () => {
    const { resource, writes } = serverOf({ ...off, policy_max_updates_per_period: 4 })
    const now = settingsOfGroup({ ...off, policy_max_updates_per_period: 3 })
    expect((await thaw(resource, { now, choice: 'restore' })).kind).toBe('changed')
    expect(writes).toEqual([])
  })
  test('of a group that is back already, or gone, writes nothing', async () => {
    const back = serverOf(on)
    expect(await thaw(back.resource)).toMatchObject({ note: { thaw: 'restored' } })
    expect(back.writes).toEqual([])
    expect(await thaw(serverOf(on, { read: gone }).resource)).toMatchObject({ note: { thaw: 'gone' } })
  })
  test('names what fails', async () => {
    const { resource } = serverOf(off, {
      write: new ApiError('refused', 'As a viewer only.', { status: 403 }),
    })
    expect(await thaw(resource)).toMatchObject({ note: { thaw: 'failed', message: 'As a viewer only.' } })
  })
})
