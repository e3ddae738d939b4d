import { type QueryClient, QueryObserver, replaceEqualDeep } from '@tanstack/react-query'
import { type GroupStatsState, isRetryingNow } from '#src/api/group-stats-state.ts'
import { groupStatsQuery } from '#src/api/group-stats.ts'
import type { GroupRef } from '#src/api/groups.ts'

interface Told {
  /** The groups that were asked for. */
  refs: readonly GroupRef[]
  /** In their order. */
  answers: readonly GroupStatsState[]
}

export interface PolledGroupStats {
  ask: (refs: readonly GroupRef[]) => void
  /** What was told last, the same until there is something new. */
  read: () => Told
  /** One listener at a time. */
  subscribe: (listener: () => void) => () => void
}

const NOTHING: Told = { refs: [], answers: [] }
/** However many groups there are, an open page asks no more than 20 times a second. */
const PACE_OF_A_GROUP_MS = 150
/** Hundreds of answers come one by one; drawn each for itself, they would leave no time to draw any. */
const TELL_EVERY_MS = 250

const observe = (client: QueryClient, { ref, pace }: { ref: GroupRef; pace: number }) =>
  new QueryObserver(client, groupStatsQuery(ref, pace))
type Observer = ReturnType<typeof observe>

/** The numbers of groups that are asked for one by one, told some at a time. */
export function createGroupStatsPoller(client: QueryClient): PolledGroupStats {
  const observers = new Map<string, Observer>()
  const leave = new Map<string, () => void>()
  let told = NOTHING
  let refs = NOTHING.refs
  let toldAt = -Infinity
  let later: ReturnType<typeof setTimeout> | undefined
  let listener: (() => void) | null = null

  function tell() {
    toldAt = performance.now()
    dropLater()
    const latest = [...observers.values()].map(answerOf)
    const answers = replaceEqualDeep(told.answers, latest)
    if (told.refs === refs && told.answers === answers) return
    told = { refs, answers }
    listener?.()
  }

  function dropLater() {
    clearTimeout(later)
    later = undefined
  }

  const tellSoon = () => {
    later ??= setTimeout(tell, Math.max(0, toldAt + TELL_EVERY_MS - performance.now()))
  }

  /** One that is asked for already goes on. */
  function observeAll() {
    const before = new Map(observers)
    observers.clear()
    const pace = refs.length * PACE_OF_A_GROUP_MS
    for (const ref of refs) {
      const known = before.get(ref.groupId)
      known?.setOptions(groupStatsQuery(ref, pace))
      observers.set(ref.groupId, known ?? observe(client, { ref, pace }))
    }
  }

  function joinAndLeave() {
    for (const [groupId, observer] of observers)
      if (listener && !leave.has(groupId)) leave.set(groupId, observer.subscribe(tellSoon))
    for (const [groupId, go] of leave)
      if (!listener || !observers.has(groupId)) {
        leave.delete(groupId)
        go()
      }
  }

  return {
    ask: (asked) => {
      refs = asked
      observeAll()
      joinAndLeave()
      tell()
    },
    read: () => told,
    subscribe: (tellPage) => {
      listener = tellPage
      joinAndLeave()
      tellSoon()
      return () => {
        listener = null
        joinAndLeave()
        dropLater()
      }
    },
  }
}

function answerOf(observer: Observer): GroupStatsState {
  const result = observer.getCurrentResult()
  return {
    numbers: result.data,
    readAt: result.dataUpdatedAt,
    error: result.error,
    isRetrying: isRetryingNow(result),
  }
}
