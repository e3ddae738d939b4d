/** None (empty), `UTC`, every zone that the browser lists, and the group's own, which may be an old name. */
export function timeZoneChoices(current: string): string[] {
  const zones = new Set(['', 'UTC', ...Intl.supportedValuesOf('timeZone'), current])
  return [...zones].toSorted((a, b) => a.localeCompare(b, 'en'))
}

/** The zones that contain the search text, those with a region or city that begins with it first. */
export function timeZonesMatching(zones: readonly string[], search: string): string[] {
  const wanted = normalized(search.trim())
  const begins = (zone: string) =>
    normalized(zone)
      .split('/')
      .some((part) => part.startsWith(wanted))
  const found = zones.filter((zone) => normalized(zone).includes(wanted))
  return [...found.filter(begins), ...found.filter((zone) => !begins(zone))]
}

const normalized = (zone: string) => zone.toLowerCase().replaceAll('_', ' ')
