import * as z from 'zod/mini'
import { type Freeze, freezeSchema } from '#contract/freeze.ts'
import { ApiError } from '#src/api/api-error.ts'
import type { FreezeStore } from '#src/api/freeze-store.ts'

const KEY = 'platte-freezes'
const LATEST = 5

/** Newest first; none where the browser keeps nothing, or something else. */
function readFreezes(): Freeze[] {
  try {
    return z.parse(z.array(freezeSchema), JSON.parse(localStorage.getItem(KEY) ?? '[]'))
  } catch {
    return []
  }
}

function keep(freezes: readonly Freeze[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(freezes.slice(0, LATEST)))
  } catch {
    throw new ApiError(
      'refused',
      'This browser keeps no data for this page, so what the groups were like before could not be kept. Allow it, or use another browser.',
    )
  }
}

export const browserFreezeInForce = (): Freeze | null =>
  readFreezes().find(({ thawed_ts }) => thawed_ts === null) ?? null

export const browserEarlierFreezes = (): Freeze[] =>
  readFreezes().filter(({ thawed_ts }) => thawed_ts !== null)

function changed(id: string, change: (freeze: Freeze) => Freeze): Freeze {
  const freezes = readFreezes()
  const found = freezes.find((freeze) => freeze.id === id)
  if (!found) throw new ApiError('refused', 'This browser has no record of that freeze any more.')
  const next = change(found)
  keep(freezes.map((freeze) => (freeze.id === id ? next : freeze)))
  return next
}

/** Keeps freezes in this browser alone, where no server of ours does; by the same rules. */
export const browserFreezeStore: FreezeStore = {
  create: async (id, { groups, ...write }) => {
    const freezes = readFreezes()
    const same = freezes.find((freeze) => freeze.id === id)
    if (same) return same
    if (browserFreezeInForce()) throw new ApiError('refused', 'Another freeze is in force. Thaw it first.')
    const freeze: Freeze = {
      ...write,
      id,
      created_ts: new Date().toISOString(),
      actor: 'this browser',
      groups: groups.map((group) => ({ ...group, outcome: 'waiting', thaw: null, message: null })),
      thawed_ts: null,
    }
    keep([freeze, ...freezes])
    return freeze
  },
  note: async (id, groupId, note) => {
    const { groups } = changed(id, (freeze) => ({
      ...freeze,
      groups: freeze.groups.map((group) => {
        if (group.group_id !== groupId) return group
        const isPaused = group.outcome === 'paused'
        if (isPaused && note.outcome !== 'paused') return group
        return { ...group, ...note, before: isPaused ? group.before : note.before }
      }),
    }))
    const found = groups.find(({ group_id }) => group_id === groupId)
    if (!found) throw new ApiError('refused', 'The group is not one of this freeze.')
    return found
  },
  close: async (id) => changed(id, (freeze) => ({ ...freeze, thawed_ts: new Date().toISOString() })),
}
