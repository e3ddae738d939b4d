/** Merges two sorted lists in one pass; of equal items, those of `a` come first. */
export function mergeSorted<Item>(
  a: readonly Item[],
  b: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Item[] {
  const merged: Item[] = []
  let [nextA, nextB] = [0, 0]
  for (;;) {
    const [itemA, itemB] = [a[nextA], b[nextB]]
    if (itemA === undefined) return [...merged, ...b.slice(nextB)]
    if (itemB === undefined) return [...merged, ...a.slice(nextA)]
    if (compare(itemA, itemB) <= 0) {
      merged.push(itemA)
      nextA += 1
    } else {
      merged.push(itemB)
      nextB += 1
    }
  }
}
