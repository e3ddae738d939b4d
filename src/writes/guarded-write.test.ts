import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type Group, groupSchema } from '#contract/group.ts'
import { CHANGED_MEANWHILE } from '#contract/write-context.ts'
import { ApiError } from '#src/api/api-error.ts'
import { type GroupSettings, groupWriteOfSettings, settingsOfGroup } from '#contract/group-settings.ts'
import { group as createGroup } from '#src/domain/testing/group-fixture.ts'
import { groupResource } from './group-resource.ts'
import { guardedWrite } from './guarded-write.ts'
import type { WritableResource } from './writable-resource.ts'

const group = createGroup(1, { policy_updates_enabled: true, policy_max_updates_per_period: 20 })
const opened = settingsOfGroup(group)
const mine = { ...opened, policy_max_updates_per_period: 50 }
const silence = new ApiError('unreachable', 'no answer')
const failure = (status: number) => new ApiError('refused', 'no', { status })

type GroupResource = WritableResource<Group, GroupSettings>

/** A server that holds one group. `onWrite` may fail before or after the write is `done`. */
function serverOf(now: Group, onWrite: (done: () => void) => void = (done) => done()) {
  let held = now
  const writes: GroupSettings[] = []
  const access: GroupResource = {
    ...groupResource({ applicationId: group.application_id, groupId: group.id }, group.name),
    read: async () => held,
    write: async (settings) => {
      writes.push(settings)
      onWrite(() => {
        const write = groupWriteOfSettings(settings)
        held = z.parse(groupSchema, { ...held, ...write, policy_timezone: write.policy_timezone || null })
      })
      return held
    },
  }
  return { access, writes, change: (change: Partial<Group>) => (held = { ...held, ...change }) }
}

const save = (access: GroupResource, signal = new AbortController().signal) =>
  guardedWrite({ opened, mine }, access, { signal })

describe('saving', () => {
  test('writes every field once when the group is as the operator saw it', async () => {
    const { access, writes } = serverOf(group)
    expect(await save(access)).toMatchObject({ kind: 'saved', answered: true })
    expect(writes).toEqual([mine])
  })

  test('sends nothing when someone changed the group meanwhile, whichever field', async () => {
    const { access, writes } = serverOf({ ...group, description: 'Hands off' })
    expect(await save(access)).toMatchObject({
      kind: 'changed-meanwhile',
      theirs: { ...opened, description: 'Hands off' },
      sent: false,
    })
    expect(writes).toEqual([])
  })

  test('sends nothing when someone made the same change already', async () => {
    const { access, writes } = serverOf({ ...group, policy_max_updates_per_period: 50 })
    expect(await save(access)).toMatchObject({ kind: 'saved', answered: false })
    expect(writes).toEqual([])
  })

  test('sends nothing when the group can’t be read, or the operator stops before', async () => {
    const { access, writes } = serverOf(group)
    const gone = { ...access, read: () => Promise.reject(failure(404)) }
    expect(await save(gone)).toMatchObject({ kind: 'not-sent', error: { status: 404 } })
    expect(await save(access, AbortSignal.abort())).toMatchObject({ kind: 'not-sent', error: null })
    expect(writes).toEqual([])
  })
})

describe('a write that is refused', () => {
  test('is reported as refused', async () => {
    const { access } = serverOf(group, () => {
      throw failure(409)
    })
    expect(await save(access)).toMatchObject({ kind: 'refused', error: { status: 409 } })
  })

  test('because the group changed after the read is reported with that change, and as not sent', async () => {
    const server = serverOf(group, () => {
      server.change({ policy_updates_enabled: false })
      throw new ApiError('refused', 'changed', { status: 409, code: CHANGED_MEANWHILE })
    })
    expect(await save(server.access)).toMatchObject({
      kind: 'changed-meanwhile',
      theirs: { ...opened, policy_updates_enabled: false },
      sent: false,
    })
  })

  test('by a server error is reported as refused where a second read finds no change', async () => {
    const { access } = serverOf(group, () => {
      throw failure(500)
    })
    expect(await save(access)).toMatchObject({ kind: 'refused', error: { status: 500 } })
  })

  test('by a server error is reported as saved where a second read finds the change', async () => {
    const { access } = serverOf(group, (done) => {
      done()
      throw failure(500)
    })
    expect(await save(access)).toMatchObject({ kind: 'saved', answered: false })
  })
})

describe('a write without an answer', () => {
  test('is saved where a second read finds it', async () => {
    const { access } = serverOf(group, (done) => {
      done()
      throw silence
    })
    expect(await save(access)).toMatchObject({ kind: 'saved', answered: false })
  })

  test('may still be in progress where a second read does not find it', async () => {
    const { access } = serverOf(group, () => {
      throw silence
    })
    expect(await save(access)).toMatchObject({ kind: 'unanswered', found: 'unchanged', error: silence })
  })

  test('is unanswered where a proxy timed out', async () => {
    const { access } = serverOf(group, () => {
      throw failure(504)
    })
    expect(await save(access)).toMatchObject({ kind: 'unanswered', found: 'unchanged' })
  })

  test('has no error where the operator stopped it', async () => {
    const stop = new AbortController()
    const { access } = serverOf(group, () => {
      stop.abort()
      throw new DOMException('stopped', 'AbortError')
    })
    expect(await save(access, stop.signal)).toMatchObject({
      kind: 'unanswered',
      found: 'unchanged',
      error: null,
    })
  })

  test('is compared where the group has other settings afterwards', async () => {
    const { access, change } = serverOf(group, (done) => {
      done()
      change({ policy_updates_enabled: false })
      throw silence
    })
    expect(await save(access)).toMatchObject({
      kind: 'changed-meanwhile',
      theirs: { ...mine, policy_updates_enabled: false },
      sent: true,
    })
  })

  test('stays unknown where the second read fails too', async () => {
    const { access } = serverOf(group)
    let reads = 0
    const server = {
      read: async () => {
        reads += 1
        if (reads > 1) throw silence
        return group
      },
      write: () => Promise.reject(silence),
    }
    expect(await save({ ...access, ...server })).toMatchObject({
      kind: 'unanswered',
      found: 'unreadable',
      error: silence,
    })
  })
})

test('an error in the program is thrown, not reported as the server’s', async () => {
  const { access } = serverOf(group, () => {
    throw new TypeError('a mistake')
  })
  await expect(save(access)).rejects.toThrow('a mistake')
})
