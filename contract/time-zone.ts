/** Whether `Intl.DateTimeFormat` knows the zone; old names and `UTC` are valid. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '' && zone !== ''
  } catch {
    return false
  }
}
