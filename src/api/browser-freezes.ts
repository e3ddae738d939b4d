import * as z from 'zod/mini'
import { type Freeze, freezeSchema } from '#contract/freeze.ts'
import { ApiError } from '#src/api/api-error.ts'
import type { FreezeStore } from '#src/api/freeze-store.ts'
import { serverNow } from '#src/lib/server-clock.ts'

const KEY = 'platte-freezes'
const LATEST = 5
const THIS_BROWSER = 'this browser'

/** Newest first; empty where the browser stores none, or something invalid. */
function readFreezes(): Freeze[] {
  try {
    return z.parse(z.array(freezeSchema), JSON.parse(localStorage.getItem(KEY) ?? '[]'))
  } catch {
    return []
  }
}

function store(freezes: readonly Freeze[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(freezes.slice(0, LATEST)))
  } catch {
    throw new ApiError(
      'refused',
      'Failed to save the groups’ earlier settings: this browser does not let the page store data. Allow site data, or use another browser.',
    )
  }
}

export const activeBrowserFreeze = (): Freeze | null =>
  readFreezes().find(({ thawed_ts }) => thawed_ts === null) ?? null

export const pastBrowserFreezes = (): Freeze[] => readFreezes().filter(({ thawed_ts }) => thawed_ts !== null)

function update(id: string, change: (freeze: Freeze) => Freeze): Freeze {
  const freezes = readFreezes()
  const found = freezes.find((freeze) => freeze.id === id)
  if (!found) throw new ApiError('refused', 'This browser no longer has a record of that freeze.')
  const next = change(found)
  store(freezes.map((freeze) => (freeze.id === id ? next : freeze)))
  return next
}

/** Stores freezes in this browser, where no server of ours does, by the server's rules. */
export const browserFreezeStore: FreezeStore = {
  create: async (id, { groups, ...write }) => {
    const freezes = readFreezes()
    const same = freezes.find((freeze) => freeze.id === id)
    if (same) return same
    if (activeBrowserFreeze()) throw new ApiError('refused', 'Another freeze is active. Thaw it first.')
    const freeze: Freeze = {
      ...write,
      id,
      created_ts: new Date(serverNow()).toISOString(),
      actor: THIS_BROWSER,
      groups: groups.map((group) => ({ ...group, outcome: 'waiting', thaw: null, message: null })),
      thawed_ts: null,
      thawed_by: null,
    }
    store([freeze, ...freezes])
    return freeze
  },
  recordResult: async (id, groupId, result) => {
    const { groups } = update(id, (freeze) => ({
      ...freeze,
      groups: freeze.groups.map((group) => {
        if (group.group_id !== groupId) return group
        const isPaused = group.outcome === 'paused'
        if (isPaused && result.outcome !== 'paused') return group
        return { ...group, ...result, before: isPaused ? group.before : result.before }
      }),
    }))
    const found = groups.find(({ group_id }) => group_id === groupId)
    if (!found) throw new ApiError('refused', 'The group is not part of this freeze.')
    return found
  },
  end: async (id) =>
    update(id, (freeze) => ({
      ...freeze,
      thawed_ts: new Date(serverNow()).toISOString(),
      thawed_by: THIS_BROWSER,
    })),
}
