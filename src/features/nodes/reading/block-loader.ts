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
  let aborter = new AbortController()
  let queue = createBlockQueue(load)

  async function load({ list: place, block }: Block, release: () => void): Promise<void> {
    const list = lists[place]
    if (!list) return
    const { signal } = aborter
    const isFirst = list.size === null
    await list.load(block, signal)
    if (signal.aborted) return
    release()
    if (isFirst && list.size !== null) onSizeKnown()
    update()
    onChange()
  }

  function update(): void {
    if (aborter.signal.aborted) return
    const hasWaitingList = lists.some(
      (list, place) => isUnread(list) && !queue.isLoading({ list: place, block: 0 }),
    )
    if (!hasWaitingList) queue.replaceWaiting(wantedBlocks())
  }

  const loadUnread = () => {
    queue.replaceWaiting(lists.flatMap((list, place) => (isUnread(list) ? { list: place, block: 0 } : [])))
    update()
  }

  return {
    start: () => {
      aborter = new AbortController()
      queue = createBlockQueue(load)
      loadUnread()
    },
    stop: () => {
      aborter.abort()
      queue.replaceWaiting([])
    },
    update,
    retry: loadUnread,
  }
}

/** @param load is given a function that releases the block, so that it can be requested again */
function createBlockQueue(load: (block: Block, release: () => void) => Promise<void>) {
  const queue = new PQueue({ concurrency: MAX_CONCURRENT_REQUESTS })
  const loading = new Set<string>()
  return {
    isLoading: (block: Block) => loading.has(keyOf(block)),
    /** Drops the waiting requests and adds these, first come, first served; blocks already loading are skipped. */
    replaceWaiting: (blocks: Iterable<Block>) => {
      queue.clear()
      const added = new Set(loading)
      for (const block of blocks) {
        const key = keyOf(block)
        if (added.has(key)) continue
        added.add(key)
        void queue.add(async () => {
          loading.add(key)
          await load(block, () => loading.delete(key))
        })
      }
    },
  }
}

const keyOf = ({ list, block }: Block): string => `${list}/${block}`
