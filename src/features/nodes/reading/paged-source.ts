import { errorMessage } from '#src/lib/error-message.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { type Block, createBlockLoader } from './block-loader.ts'
import type { NodeQueryPlan } from './node-query-plan.ts'
import { failuresByGroup, type NodeResults, type NodeSource } from './node-source.ts'
import { createPagedList, hasFailed, isUnread, type PagedList } from './paged-list.ts'
import type { ReadNodePage } from './read-node-page.ts'
import { createResultsStore } from './results-store.ts'
import { createRowOrder, ROWS_AHEAD } from './row-order.ts'

const PUBLISH_DELAY_MS = 60
/** Blocks kept of all lists together. */
const MAX_BLOCKS = 60
const MIN_BLOCKS_PER_LIST = 4

/** The first block of every list is needed before the first row is known, so many lists have small blocks. */
const blockSizeFor = (lists: number): number => (lists <= 3 ? 200 : lists <= 24 ? 100 : 50)

/** A source for a plan without residual filters: loads, and keeps, only the rows around the visible ones. */
export function createPagedSource(plan: NodeQueryPlan, readPage: ReadNodePage): NodeSource {
  const blockSize = blockSizeFor(plan.lists.length)
  const maxBlocks = Math.max(MIN_BLOCKS_PER_LIST, Math.ceil(MAX_BLOCKS / Math.max(1, plan.lists.length)))
  const lists = plan.lists.map((list) => createPagedList(list, { readPage, blockSize, maxBlocks }))
  const order = createRowOrder(lists, plan, blockSize)
  let visible = { first: 0, last: 0 }
  let startedAt = serverNow()
  let isStopped = false

  const store = createResultsStore(() => {
    const results = resultsOf(lists)
    return { ...results, state: isStopped ? 'stopped' : results.state, startedAt }
  }, PUBLISH_DELAY_MS)

  const wantedBlocks = (): Block[] => {
    const missing = order.missingRows(visible.last)
    const { first, last } = visible
    const around = [...range(first, last), last + ROWS_AHEAD, Math.max(0, first - ROWS_AHEAD)]
    const positions = [...missing, ...around.flatMap((index) => order.positionAt(index) ?? [])]
    return positions.flatMap(({ list: place, index }) => {
      const list = lists[place]
      if (!list || hasFailed(list)) return []
      const block = list.blockOf(index)
      return list.hasBlock(block) ? [] : { list: place, block }
    })
  }

  const loader = createBlockLoader(lists, {
    wantedBlocks,
    onSizeKnown: order.reset,
    onChange: store.publishSoon,
  })

  return {
    start: () => {
      isStopped = false
      startedAt = serverNow()
      loader.start()
      store.publish()
    },
    stop: () => {
      isStopped = true
      loader.stop()
      store.cancel()
    },
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    rowAt: (index) => {
      const position = order.positionAt(index)
      return position && lists[position.list]?.rowAt(position.index)
    },
    setVisibleRange: (first, last) => {
      visible = { first, last }
      loader.update()
    },
    retry: () => {
      for (const list of lists) list.isRetrying = list.error !== null
      loader.retry()
      store.publish()
    },
  }
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, offset) => first + offset)

function resultsOf(lists: readonly PagedList[]): Omit<NodeResults, 'startedAt'> {
  const failed = lists.filter(({ error }) => error !== null)
  return {
    total: lists.reduce((sum, { size }) => sum + (size ?? 0), 0),
    scanned: null,
    remaining: new Map(),
    groupsRead: countGroups(lists.filter(({ size }) => size !== null)),
    groupsFound: countGroups(lists.filter(({ size }) => size !== null && size > 0)),
    hasForeignEntries: lists.some(({ hasForeignEntries }) => hasForeignEntries),
    failures: failuresByGroup(
      failed.map(({ list, error }) => ({ group: list.group, message: errorMessage(error) })),
    ),
    state: lists.some(isUnread) ? 'reading' : 'done',
  }
}

const countGroups = (lists: readonly PagedList[]) => new Set(lists.map(({ list }) => list.group.groupId)).size
