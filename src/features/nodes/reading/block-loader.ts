import PQueue from 'p-queue'
import { isUnread, type PagedList } from './paged-list.ts'
import { MAX_CONCURRENT_REQUESTS } from './read-node-page.ts'

export interface Block {
  /** The list's place among all lists. */
  list: number
  /** 0-based page number. */
  block: number
}

interface BlockLoaderOptions {
  /** The blocks to load now, the most urgent first; those already loading may be among them. */
  wantedBlocks: () => Iterable<Block>
  /** The first block of a list is loaded, and so its size is known. */
  onSizeKnown: () => void
  /** A request has ended. */
  onChange: () => void
}

/** Loads blocks of lists, six requests at a time: the first block of every list, then the wanted blocks. */
export interface BlockLoader {
  start: () => void
  /** Aborts every request. */
  stop: () => void
  /** Requests what is wanted now and drops waiting requests for what no longer is. */
  update: () => void
  /** Requests the first block of each list that is retrying, then the wanted blocks. */
  retry: () => void
}

export function createBlockLoader(
  lists: readonly PagedList[],
  { wantedBlocks, onSizeKnown, onChange }: BlockLoaderOptions,
): BlockLoader {
  let queue = new PQueue({ concurrency: MAX_CONCURRENT_REQUESTS })
  let aborter = new AbortController()
  const loading = new Set<string>()

  const load = async ({ list: place, block }: Block): Promise<void> => {
    const list = lists[place]
    if (!list) return
    const { signal } = aborter
    const isFirst = list.size === null
    loading.add(keyOf({ list: place, block }))
    await list.load(block, signal)
    if (signal.aborted) return
    loading.delete(keyOf({ list: place, block }))
    if (isFirst && list.size !== null) onSizeKnown()
    update()
    onChange()
  }

  const enqueue = (blocks: Iterable<Block>) => {
    const enqueued = new Set(loading)
    for (const block of blocks) {
      if (enqueued.has(keyOf(block))) continue
      enqueued.add(keyOf(block))
      void queue.add(() => load(block))
    }
  }

  const unreadLists = (): Block[] =>
    lists.flatMap((list, place) => (isUnread(list) ? { list: place, block: 0 } : []))

  const update = () => {
    if (aborter.signal.aborted) return
    const hasWaitingList = lists.some(
      (list, place) => isUnread(list) && !loading.has(keyOf({ list: place, block: 0 })),
    )
    if (hasWaitingList) return
    queue.clear()
    enqueue(wantedBlocks())
  }

  const loadUnread = () => {
    queue.clear()
    enqueue(unreadLists())
    update()
  }

  return {
    start: () => {
      aborter = new AbortController()
      queue = new PQueue({ concurrency: MAX_CONCURRENT_REQUESTS })
      loading.clear()
      loadUnread()
    },
    stop: () => {
      aborter.abort()
      queue.clear()
    },
    update,
    retry: loadUnread,
  }
}

const keyOf = ({ list, block }: Block): string => `${list}/${block}`
