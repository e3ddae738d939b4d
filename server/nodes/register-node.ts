import { setTimeout as delay } from 'node:timers/promises'
import { SECOND_MS } from '#contract/time-units.ts'
import { DatabaseBusyError } from '#server/errors/database-failure.ts'
import type { Context } from '#server/context.ts'
import type { NodeState, RegisteredNodeState } from '#server/updates/node-state.ts'
import { decideRegistration, type Machine } from './decide-registration.ts'
import { writeCheckIn } from './write-check-in.ts'
import { writeLastCheck } from './write-last-check.ts'

/** Records a check-in. Null when the id, the version or an attribute is invalid. */
export async function registerNode(
  { db, clock }: Context,
  state: NodeState,
  machine: Machine,
  version: string,
): Promise<{ state: RegisteredNodeState; isRecognised: boolean } | null> {
  const { application_id, group, node } = state
  const now = clock.now()
  const registration = decideRegistration(state, machine, { group_id: group.id, version }, now)
  if (registration.kind === 'refused') return null
  const checkIn = { instance_id: machine.id, application_id, group_id: group.id, version }
  const isWritten =
    registration.writesNode &&
    !registration.writesMachine &&
    node?.group_id === group.id &&
    node.version === version &&
    (await writeLastCheck(db, { ...checkIn, at: now }))
  if (!isWritten && (registration.writesMachine || registration.writesNode)) {
    const until = node?.last_check_for_updates ?? now
    const write = { machine, checkIn, writes: registration, until, at: now }
    await retryWhileLocked(() => writeCheckIn(db, write))
  }
  const known = node ?? {
    status: null,
    last_check_for_updates: now,
    last_update_granted_ts: null,
    last_update_version: null,
    update_in_progress: false,
  }
  return {
    state: { ...state, node: { ...known, group_id: group.id, version } },
    isRecognised: registration.isRecognised,
  }
}

/** As long as the lock timeout of a statement. */
const LOCK_WAIT_MS = 5 * SECOND_MS
const LOCK_POLL_MS = 100

/**
 * Repeats a write that returns false because another session has locked its rows. Waits without a connection, which others
 * need meanwhile. Throws a `DatabaseBusyError` when the wait takes too long.
 */
async function retryWhileLocked(write: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LOCK_WAIT_MS
  while (!(await write())) {
    if (performance.now() > deadline) throw new DatabaseBusyError('another session has locked the node')
    await delay(LOCK_POLL_MS)
  }
}
