import type { NodeRow } from './node-row.ts'
import type { PagedList } from './paged-list.ts'

export interface RowPosition {
  /** The list's place among all lists. */
  list: number
  /** The row's place in that list. */
  index: number
}

/** Several sorted lists merged into one; the order is known only as far as it has been extended. */
export interface MergedLists {
  /** Undefined beyond the known rows. */
  positionAt: (index: number) => RowPosition | undefined
  /**
   * Extends the order until `length` rows are known. Returns false when it needs a row that is not loaded: it is among
   * the `heads`.
   */
  extend: (length: number) => boolean
  /** How many rows are known. */
  length: () => number
  /** For each list, the index of its next row. */
  heads: () => readonly number[]
}

// Storing each list's position for every row would take too much memory, so they are stored at intervals.
const CHECKPOINT_INTERVAL = 256

export function mergeLists(
  lists: readonly PagedList[],
  compare: (a: NodeRow, b: NodeRow) => number,
): MergedLists {
  /** For each row, its list. */
  const order: number[] = []
  const checkpoints: number[][] = []
  const heads = lists.map(() => 0)

  /** The list with the next row; null when all lists are at their end, undefined when a row is not loaded. */
  const nextList = (): number | null | undefined => {
    let best: number | null = null
    let bestRow: NodeRow | null = null
    for (const [place, list] of lists.entries()) {
      const head = heads[place] ?? 0
      if (list.size === null || head >= list.size) continue
      const row = list.rowAt(head)
      if (row === undefined) return undefined
      // A foreign entry cannot be compared, so it comes as soon as it is the next of its list.
      if (row === null) return place
      if (bestRow === null || compare(row, bestRow) < 0) {
        best = place
        bestRow = row
      }
    }
    return best
  }

  return {
    length: () => order.length,
    heads: () => heads,
    extend: (length) => {
      while (order.length < length) {
        const list = nextList()
        if (list === undefined) return false
        if (list === null) return true
        if (order.length % CHECKPOINT_INTERVAL === 0) checkpoints.push([...heads])
        order.push(list)
        heads[list] = (heads[list] ?? 0) + 1
      }
      return true
    },
    positionAt: (index) => {
      const list = order[index]
      if (list === undefined) return undefined
      const checkpoint = Math.floor(index / CHECKPOINT_INTERVAL)
      const since = order.slice(checkpoint * CHECKPOINT_INTERVAL, index)
      const start = checkpoints[checkpoint]?.[list] ?? 0
      return { list, index: start + since.filter((other) => other === list).length }
    },
  }
}
