/** As many entries as Platte's own server puts on a page of a list. */
const PER_PAGE = 1000
/** More than any list of applications, channels, packages or floors has; a browser still holds it. */
const MAX_LIST_LENGTH = 50_000

interface ListPage<Item> {
  /** Null past the last page. */
  items: readonly Item[] | null
  totalCount: number
}

/** A list with more entries than Platte reads. Its message can be shown on the screen. */
export class ListTooLongError extends Error {
  constructor(entries: number, most: number) {
    super(`The list has ${entries} entries, and Platte reads at most ${most} of one list.`)
    this.name = 'ListTooLongError'
  }
}

/**
 * Reads a whole list, page by page. An entry that moves to the next page meanwhile is there once.
 * @param readPage given the query of a page
 * @throws ListTooLongError for more than `most` entries; what `readPage` throws
 */
export async function collectPages<Item extends { id: string }>(
  readPage: (query: string) => Promise<ListPage<Item>>,
  most = MAX_LIST_LENGTH,
): Promise<Item[]> {
  const found = new Map<string, Item>()
  for (let page = 1; ; page += 1) {
    const { items, totalCount } = await readPage(`page=${page}&perpage=${PER_PAGE}`)
    if (totalCount > most) throw new ListTooLongError(totalCount, most)
    const before = found.size
    for (const item of items ?? []) found.set(item.id, item)
    if (found.size >= totalCount || found.size === before) return [...found.values()]
  }
}
