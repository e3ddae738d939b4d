const MAX_REMEMBERED = 1000

/** Sets the key as the newest of the map, which keeps the newest 1000. */
export function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  // A key that is set again keeps its place unless it is deleted.
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > MAX_REMEMBERED && oldest !== undefined) map.delete(oldest)
}
