import type { NodeQueryPlan } from './node-query-plan.ts'
import { type MergedLists, mergeLists, type RowPosition } from './merge-lists.ts'
import type { PagedList } from './paged-list.ts'

/** Rows outside the visible range that are loaded too. */
export const ROWS_AHEAD = 80

/** Where each row of the results is in the lists. */
export interface RowOrder {
  /** Undefined while it is not known. */
  positionAt: (index: number) => RowPosition | undefined
  /** Rows to load before the positions up to row `last`, and `ROWS_AHEAD` further, are known. */
  missingRows: (last: number) => RowPosition[]
  /** To be called when the size of another list is known, since that may change every position. */
  reset: () => void
}

/** Lists that follow one another can be entered anywhere; lists that are merged are read from their beginning. */
export function createRowOrder(
  lists: readonly PagedList[],
  { sort, groups, compare }: NodeQueryPlan,
  blockSize: number,
): RowOrder {
  const followOneAnother = lists.length === 1 || (sort.column === 'group' && lists.length === groups.length)
  return followOneAnother ? concatenatedOrder(lists) : mergedOrder(lists, compare, blockSize)
}

function concatenatedOrder(lists: readonly PagedList[]): RowOrder {
  return {
    positionAt: (index) => {
      let rest = index
      for (const [list, { size }] of lists.entries()) {
        if (rest < (size ?? 0)) return { list, index: rest }
        rest -= size ?? 0
      }
      return undefined
    },
    missingRows: () => [],
    reset: () => undefined,
  }
}

function mergedOrder(
  lists: readonly PagedList[],
  compare: NodeQueryPlan['compare'],
  blockSize: number,
): RowOrder {
  let merged: MergedLists | null = null
  return {
    positionAt: (index) => merged?.positionAt(index),
    missingRows: (last) => {
      merged ??= mergeLists(lists, compare)
      if (merged.extend(last + 1 + ROWS_AHEAD)) return []
      const isFar = last - merged.length() > blockSize
      return merged.heads().flatMap((index, list) => {
        const size = lists[list]?.size ?? 0
        // On the way to distant rows each list is read two blocks at a time.
        const indexes = isFar ? [index, index + blockSize] : [index]
        return indexes.filter((index) => index < size).map((index) => ({ list, index }))
      })
    },
    reset: () => {
      merged = null
    },
  }
}
