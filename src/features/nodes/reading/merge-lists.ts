import type { NodeRow } from './node-row.ts'
import type { PagedList } from './paged-list.ts'

/** Where row `index` of all lists is. */
export interface Place {
  list: number
  index: number
}

/** Several sorted lists as one, of which only the beginning is known until somebody reads further. */
export interface MergedLists {
  /** Undefined beyond what is known. */
  placeAt: (index: number) => Place | undefined
  /**
   * Goes on until `length` rows are known. Returns false where it needs a row that isn't at hand: the next one of
   * each list then tells which.
   */
  extend: (length: number) => boolean
  /** How many rows are known. */
  length: () => number
  /** Of each list, the row that comes next. */
  heads: () => readonly number[]
}

const CHECKPOINT_EVERY = 256

export function mergeLists(
  lists: readonly PagedList[],
  compare: (a: NodeRow, b: NodeRow) => number,
): MergedLists {
  const order: number[] = []
  const checkpoints: number[][] = []
  const heads = lists.map(() => 0)

  /** The list whose row comes next; null where all are at their end, undefined where a row isn't at hand. */
  const next = (): number | null | undefined => {
    let best: number | null = null
    let bestRow: NodeRow | null = null
    for (const [place, list] of lists.entries()) {
      const head = heads[place] ?? 0
      if (list.size === null || head >= list.size) continue
      const row = list.rowAt(head)
      if (row === undefined) return undefined
      // An entry of another application has no place of its own: it goes as soon as its turn comes.
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
        const place = next()
        if (place === undefined) return false
        if (place === null) return true
        if (order.length % CHECKPOINT_EVERY === 0) checkpoints.push([...heads])
        order.push(place)
        heads[place] = (heads[place] ?? 0) + 1
      }
      return true
    },
    placeAt: (index) => {
      const list = order[index]
      if (list === undefined) return undefined
      let place = checkpoints[Math.floor(index / CHECKPOINT_EVERY)]?.[list] ?? 0
      for (let at = index - (index % CHECKPOINT_EVERY); at < index; at += 1)
        if (order[at] === list) place += 1
      return { list, index: place }
    },
  }
}
