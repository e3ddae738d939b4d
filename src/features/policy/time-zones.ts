/** None (empty), every zone that a browser knows by its present name, `UTC`, and the group's, be it an old name. */
export function timeZoneChoices(present: string): string[] {
  const zones = new Set(['', 'UTC', ...Intl.supportedValuesOf('timeZone'), present])
  return [...zones].toSorted((a, b) => a.localeCompare(b, 'en'))
}

/** The zones that a search finds, those with a place or region that begins with it first. */
export function timeZonesMatching(zones: readonly string[], search: string): string[] {
  const sought = inWords(search.trim())
  const begins = (zone: string) =>
    inWords(zone)
      .split('/')
      .some((part) => part.startsWith(sought))
  const found = zones.filter((zone) => inWords(zone).includes(sought))
  return [...found.filter(begins), ...found.filter((zone) => !begins(zone))]
}

const inWords = (zone: string) => zone.toLowerCase().replaceAll('_', ' ')
