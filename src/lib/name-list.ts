const lists = new Intl.ListFormat('en', { type: 'conjunction' })
const MOST_NAMED = 3

/** "canary", "canary and stable", "a, b, c, and 12 more". */
export function nameList(names: readonly string[]): string {
  const more = names.length - MOST_NAMED
  return lists.format(more > 0 ? [...names.slice(0, MOST_NAMED), `${more} more`] : names)
}
