import { startOfDay } from '#src/lib/zoned-time.ts'

/** Things of one day in the shown time zone. */
export interface Day<Item> {
  /** Midnight at its beginning, in ms. */
  start: number
  items: Item[]
}

/** Groups a list in the order of time by day; keeps the order. @param timeOf in ms */
export function groupByDay<Item>(items: readonly Item[], timeOf: (item: Item) => number): Day<Item>[] {
  const days: Day<Item>[] = []
  for (const item of items) {
    const start = startOfDay(timeOf(item))
    const last = days.at(-1)
    if (last?.start === start) last.items.push(item)
    else days.push({ start, items: [item] })
  }
  return days
}
