/** Nebraska's API has null for an empty list. */
export const nullIfEmpty = <Item>(list: Item[]): Item[] | null => (list.length > 0 ? list : null)
