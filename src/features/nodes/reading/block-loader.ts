import { isUnread, type PagedList } from './paged-list.ts'

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

/** Loads blocks of lists: the first block of every list, then the wanted blocks. */
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
  let isStopped = false
  const requests = createBlockRequests(load)

  async function load({ list: place, block }: Block, { signal, onSend, onEnd }: BlockRequest): Promise<void> {
    const list = lists[place]
    if (!list) return
    const isFirst = list.size === null
    await list.load(block, signal, onSend)
    if (signal.aborted) return
    onEnd()
    if (isFirst && list.size !== null) onSizeKnown()
    update()
    onChange()
  }

  function update(): void {
    if (isStopped) return
    const hasWaitingList = lists.some(
      (list, place) => isUnread(list) && !requests.isSent({ list: place, block: 0 }),
    )
    if (!hasWaitingList) requests.replaceWaiting(wantedBlocks())
  }

  const loadUnread = () => {
    requests.replaceWaiting(lists.flatMap((list, place) => (isUnread(list) ? { list: place, block: 0 } : [])))
    update()
  }

  return {
    start: () => {
      isStopped = false
      loadUnread()
    },
    stop: () => {
      isStopped = true
      requests.abort()
    },
    update,
    retry: loadUnread,
  }
}

/** How a block is loaded. */
interface BlockRequest {
  signal: AbortSignal
  /** To be called when the request is sent, having waited for others. */
  onSend: () => void
  /** To be called when it has ended: the block can be requested again. */
  onEnd: () => void
}

/** The blocks that are requested; those whose request is not sent yet can be replaced. */
function createBlockRequests(load: (block: Block, request: BlockRequest) => Promise<void>) {
  const waiting = new Map<string, AbortController>()
  const sent = new Map<string, AbortController>()

  function request(block: Block): void {
    const key = keyOf(block)
    const controller = new AbortController()
    waiting.set(key, controller)
    void load(block, {
      signal: controller.signal,
      onSend: () => {
        waiting.delete(key)
        sent.set(key, controller)
      },
      onEnd: () => sent.delete(key),
    })
  }

  return {
    isSent: (block: Block) => sent.has(keyOf(block)),
    /** Drops the waiting requests and requests these blocks, in their order; blocks already sent for are skipped. */
    replaceWaiting: (blocks: Iterable<Block>) => {
      abortAll(waiting)
      for (const block of blocks) {
        const key = keyOf(block)
        if (!waiting.has(key) && !sent.has(key)) request(block)
      }
    },
    abort: () => {
      abortAll(waiting)
      abortAll(sent)
    },
  }
}

function abortAll(requests: Map<string, AbortController>): void {
  for (const controller of requests.values()) controller.abort()
  requests.clear()
}

const keyOf = ({ list, block }: Block): string => `${list}/${block}`
