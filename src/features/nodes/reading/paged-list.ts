import type { NodeList } from './node-query-plan.ts'
import type { NodeRow } from './node-row.ts'

type Rows = (NodeRow | null)[]

/** One list of a server, of which some blocks are at hand. */
export interface PagedList {
  list: NodeList
  /** Rows, without those that the list leaves out; null until it is known. */
  size: number | null
  /** Why the latest question failed; it stays until one is answered. */
  error: unknown
  /** It is to be asked again. */
  retries: boolean
  /** Row `index` of the list; undefined where its block isn't at hand. */
  rowAt: (index: number) => NodeRow | null | undefined
  /** The block (a page's 0-based number) that holds row `index`. */
  blockOf: (index: number) => number
  has: (block: number) => boolean
  put: (block: number, rows: Rows) => void
  /** Takes what the server told of how many there are. */
  measure: (total: number, left: number) => void
}

/** @param keep how many blocks stay; those used longest ago go first */
export function createPagedList(list: NodeList, blockSize: number, keep: number): PagedList {
  const blocks = new Map<number, Rows>()
  // What is left out was seen last, so it stands at one end.
  let before = 0
  const touch = (block: number): Rows | undefined => {
    const rows = blocks.get(block)
    if (rows === undefined) return undefined
    blocks.delete(block)
    blocks.set(block, rows)
    return rows
  }
  const self: PagedList = {
    list,
    size: null,
    error: null,
    retries: false,
    rowAt: (index) => {
      const place = before + index
      return touch(Math.floor(place / blockSize))?.[place % blockSize]
    },
    blockOf: (index) => Math.floor((before + index) / blockSize),
    has: (block) => blocks.has(block),
    put: (block, rows) => {
      blocks.set(block, rows)
      for (const [oldest] of blocks) {
        if (blocks.size <= keep) break
        blocks.delete(oldest)
      }
    },
    measure: (total, left) => {
      self.size = Math.max(0, total - left)
      before = list.request.sortOrder === 'descending' ? left : 0
    },
  }
  return self
}
