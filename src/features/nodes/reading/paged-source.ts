import { type MergedLists, mergeLists, type Place } from './merge-lists.ts'
import {
  MIN_ROWS_PER_PAGE,
  MAX_CONCURRENT_REQUESTS,
  type NodePage,
  type ReadNodePage,
} from './read-node-page.ts'
import type { NodeQueryPlan } from './node-query-plan.ts'
import { failuresByGroup, messageOf, type NodeResults, type NodeSource } from './node-source.ts'
import { createPagedList, type PagedList } from './paged-list.ts'
import { createSnapshotStore } from './snapshot-store.ts'

const MOST_BLOCKS = 60
const TELL_AFTER_MS = 60
/** How many rows out of view are read too. */
const AHEAD = 80

/** Of many lists only a little each: all must be begun before the first row is sure to be the first. */
const blockSizeFor = (lists: number): number => (lists <= 3 ? 200 : lists <= 24 ? 100 : 50)

/**
 * The nodes of a plan that servers filter and sort: only what comes into view is asked for, and only so much is
 * kept. One list can be entered anywhere, and so can several that stand one after the other; lists that are merged
 * are read from their beginning.
 */
export function createPagedSource(plan: NodeQueryPlan, read: ReadNodePage): NodeSource {
  const blockSize = blockSizeFor(plan.lists.length)
  const keep = Math.max(4, Math.ceil(MOST_BLOCKS / Math.max(1, plan.lists.length)))
  const lists = plan.lists.map((list) => createPagedList(list, blockSize, keep))
  const running = new Set<string>()
  const oneAfterTheOther =
    lists.length === 1 || (plan.sort.column === 'group' && lists.length === plan.groups.length)
  let merged: MergedLists | null = null
  let view = { first: 0, last: 0 }
  let aborter = new AbortController()
  let since = Date.now()
  let ended = false
  let hasOthers = false

  const store = createSnapshotStore<NodeResults>(() => ({
    total: lists.reduce((sum, { size }) => sum + (size ?? 0), 0),
    looked: null,
    left: new Map(),
    groupsRead: new Set(lists.flatMap(({ size, list }) => (size === null ? [] : list.group.groupId))).size,
    hasOthers,
    failures: failuresByGroup(
      lists.flatMap(({ error, list }) =>
        error === null ? [] : { group: list.group, message: messageOf(error) },
      ),
    ),
    state: ended ? 'stopped' : lists.some(isUnread) ? 'reading' : 'done',
    since,
  }))

  const placeAt = (index: number): Place | undefined => {
    if (!oneAfterTheOther) return merged?.placeAt(index)
    let rest = index
    for (const [list, { size }] of lists.entries()) {
      if (rest < (size ?? 0)) return { list, index: rest }
      rest -= size ?? 0
    }
    return undefined
  }

  /** What to ask for next: first how long every list is, then what is in view. */
  const nextQuestion = (): (() => Promise<void>) | null => {
    const unread = lists.findIndex((list, place) => isUnread(list) && !running.has(`${place}`))
    if (unread !== -1) return () => ask(unread, null)
    for (const [place, block] of wantedBlocks()) {
      const list = lists[place]
      if (list && !hasFailed(list) && !list.has(block) && !running.has(`${place}/${block}`)) {
        return () => ask(place, block)
      }
    }
    return null
  }

  function* wantedBlocks(): Generator<[list: number, block: number]> {
    if (!oneAfterTheOther) {
      merged ??= mergeLists(lists, plan.compare)
      if (!merged.extend(view.last + 1 + AHEAD)) yield* missingHeads(merged)
    }
    // What is in view, and after it what is likely to come.
    for (const index of [
      ...indexes(view.first, view.last),
      view.last + AHEAD,
      Math.max(0, view.first - AHEAD),
    ]) {
      const place = placeAt(index)
      const block = place && lists[place.list]?.blockOf(place.index)
      if (place !== undefined && block !== undefined) yield [place.list, block]
    }
  }

  function* missingHeads(merged: MergedLists): Generator<[list: number, block: number]> {
    const isFar = view.last - merged.length() > blockSize
    for (const [place, head] of merged.heads().entries()) {
      const list = lists[place]
      if (!list || list.size === null || head >= list.size) continue
      const block = list.blockOf(head)
      yield [place, block]
      if (isFar && head + blockSize < list.size) yield [place, block + 1]
    }
  }

  const pump = () => {
    while (running.size < MAX_CONCURRENT_REQUESTS && !aborter.signal.aborted) {
      const question = nextQuestion()
      if (!question) break
      void question()
    }
  }

  const ask = async (place: number, block: number | null): Promise<void> => {
    const list = lists[place]
    if (!list) return
    const name = block === null ? `${place}` : `${place}/${block}`
    const { signal } = aborter
    running.add(name)
    try {
      if (block === null) await begin(list, signal)
      else {
        const { rows } = await read(list.list, { page: block + 1, perPage: blockSize }, signal)
        take(list, block, rows)
      }
      if (signal.aborted) return
      list.error = null
    } catch (error) {
      if (signal.aborted) return
      list.error = error
    }
    list.retries = false
    running.delete(name)
    pump()
    store.publish(TELL_AFTER_MS)
  }

  const take = (list: PagedList, block: number, rows: NodePage['rows']) => {
    list.put(block, rows)
    hasOthers ||= rows.includes(null)
  }

  const begin = async (list: PagedList, signal: AbortSignal) => {
    const { except } = list.list
    const [first, left] = await Promise.all([
      read(list.list, { page: 1, perPage: blockSize }, signal),
      except === null
        ? { total: 0 }
        : read(list.list, { page: 1, perPage: MIN_ROWS_PER_PAGE, duration: except }, signal),
    ])
    take(list, 0, first.rows)
    list.measure(first.total, left.total)
    // Merged without this list, what is known so far may be out of order.
    merged = null
  }

  return {
    start: () => {
      aborter = new AbortController()
      running.clear()
      ended = false
      since = Date.now()
      pump()
      store.publish()
    },
    stop: () => {
      aborter.abort()
      ended = true
      store.cancel()
    },
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    rowAt: (index) => {
      const place = placeAt(index)
      return place && lists[place.list]?.rowAt(place.index)
    },
    want: (first, last) => {
      view = { first, last }
      pump()
    },
    retry: () => {
      for (const list of lists) list.retries = list.error !== null
      pump()
      store.publish()
    },
  }
}

const indexes = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

const hasFailed = ({ error, retries }: PagedList): boolean => error !== null && !retries
const isUnread = (list: PagedList): boolean => list.size === null && !hasFailed(list)
