interface Entry<T> {
  at: number
  /** Insertion order decides between equal times. */
  order: number
  value: T
}

/** A priority queue by time (a binary heap). Times are in milliseconds. */
export class TimeQueue<T> {
  readonly #heap: Entry<T>[] = []
  #added = 0

  get size(): number {
    return this.#heap.length
  }

  add(at: number, value: T): void {
    const heap = this.#heap
    const entry = { at, order: this.#added++, value }
    let index = heap.length
    while (index > 0) {
      const parentIndex = (index - 1) >> 1
      const parent = heap[parentIndex]
      if (parent === undefined || isBefore(parent, entry)) break
      heap[index] = parent
      index = parentIndex
    }
    heap[index] = entry
  }

  /** Removes and returns the earliest entry that is due at `now`; undefined when none is. */
  takeDue(now: number): { at: number; value: T } | undefined {
    const heap = this.#heap
    const [first] = heap
    if (first === undefined || first.at > now) return undefined
    const last = heap.pop()
    if (last !== undefined && last !== first) this.#sink(last)
    return first
  }

  #sink(entry: Entry<T>): void {
    const heap = this.#heap
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      const [a, b] = [heap[left], heap[left + 1]]
      if (a === undefined) break
      const child = b !== undefined && isBefore(b, a) ? b : a
      if (isBefore(entry, child)) break
      heap[index] = child
      index = child === a ? left : left + 1
    }
    heap[index] = entry
  }
}

const isBefore = <T>(a: Entry<T>, b: Entry<T>) => a.at < b.at || (a.at === b.at && a.order < b.order)
