import type { NodeList } from './node-query-plan.ts'
import type { NodeRow } from './node-row.ts'
import { countExcluded, enqueueReads, type ReadNodePage } from './read-node-page.ts'

type Rows = (NodeRow | null)[]

/** A list of the server that is loaded block by block; only the blocks used last are kept. */
export interface PagedList {
  list: NodeList
  /** Rows without the excluded ones; null until a first block has been loaded. */
  size: number | null
  /** Some entry belongs to another application, see `toNodeRow`. */
  hasForeignEntries: boolean
  /** Why the latest request failed; null once one succeeds. */
  error: unknown
  /** The list failed and is to be requested again. */
  isRetrying: boolean
  /** Undefined while the row's block is not loaded. */
  rowAt: (index: number) => NodeRow | null | undefined
  /** The block (0-based page number) that holds the row. */
  blockOf: (index: number) => number
  hasBlock: (block: number) => boolean
  /**
   * Loads a block, and with the first one the list's size. Never rejects: see `error`.
   * @param onSend called when a request is sent, having waited for others
   */
  load: (block: number, signal: AbortSignal, onSend: () => void) => Promise<void>
}

export interface PagedListOptions {
  readPage: ReadNodePage
  /** Rows per block. */
  blockSize: number
  /** Blocks to keep; the least recently used one is dropped first. */
  maxBlocks: number
}

export function createPagedList(
  list: NodeList,
  { readPage, blockSize, maxBlocks }: PagedListOptions,
): PagedList {
  const blocks = createBlockCache(maxBlocks)
  // Excluded nodes were seen last, so they stand at the beginning or at the end.
  let excludedBefore = 0

  const self: PagedList = {
    list,
    size: null,
    hasForeignEntries: false,
    error: null,
    isRetrying: false,
    rowAt: (index) => {
      const position = excludedBefore + index
      return blocks.use(Math.floor(position / blockSize))?.[position % blockSize]
    },
    blockOf: (index) => Math.floor((excludedBefore + index) / blockSize),
    hasBlock: blocks.has,
    load: async (block, signal, onSend) => {
      const enqueueRead = enqueueReads(readPage, 'high', onSend)
      try {
        const [{ rows, total }, excluded] = await Promise.all([
          enqueueRead(list, { page: block + 1, perPage: blockSize }, signal),
          self.size === null ? countExcluded(list, enqueueRead, signal) : null,
        ])
        if (signal.aborted) return
        blocks.put(block, rows)
        self.hasForeignEntries ||= rows.includes(null)
        if (excluded !== null) {
          self.size = Math.max(0, total - excluded)
          excludedBefore = list.request.sortOrder === 'descending' ? excluded : 0
        }
        self.error = null
      } catch (error) {
        if (signal.aborted) return
        self.error = error
      }
      self.isRetrying = false
    },
  }
  return self
}

export const hasFailed = ({ error, isRetrying }: PagedList): boolean => error !== null && !isRetrying
/** Its size has yet to be read. */
export const isUnread = (list: PagedList): boolean => list.size === null && !hasFailed(list)

function createBlockCache(maxBlocks: number) {
  const blocks = new Map<number, Rows>()
  return {
    has: (block: number) => blocks.has(block),
    /** Marks the block as used just now. */
    use: (block: number): Rows | undefined => {
      const rows = blocks.get(block)
      if (rows === undefined) return undefined
      blocks.delete(block)
      blocks.set(block, rows)
      return rows
    },
    put: (block: number, rows: Rows) => {
      blocks.set(block, rows)
      for (const [leastRecent] of blocks) {
        if (blocks.size <= maxBlocks) break
        blocks.delete(leastRecent)
      }
    },
  }
}
