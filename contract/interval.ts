const SECONDS: Record<string, number> = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 }
const UNIT_NAMES: Record<string, string> = {
  s: 'second',
  sec: 'second',
  secs: 'second',
  second: 'second',
  seconds: 'second',
  m: 'minute',
  min: 'minute',
  mins: 'minute',
  minute: 'minute',
  minutes: 'minute',
  h: 'hour',
  hr: 'hour',
  hrs: 'hour',
  hour: 'hour',
  hours: 'hour',
  d: 'day',
  day: 'day',
  days: 'day',
  w: 'week',
  week: 'week',
  weeks: 'week',
}

/**
 * The length in seconds of an interval as operators write it: "15 minutes", "1 hour 30 min", "01:30:00". Null for other
 * forms that PostgreSQL reads (months, ISO 8601, …), which only the server can interpret.
 */
export function intervalSeconds(interval: string): number | null {
  const clock = /^\s*(\d+):([0-5]?\d)(?::([0-5]?\d))?\s*$/.exec(interval)
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)
  if (!/^\s*(?:\d+(?:\.\d+)?\s*[a-z]+\s*)+$/i.test(interval)) return null
  let seconds = 0
  for (const [, amount, unit] of interval.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)) {
    const name = UNIT_NAMES[unit?.toLowerCase() ?? '']
    if (!name) return null
    seconds += Number(amount) * (SECONDS[name] ?? 0)
  }
  return seconds
}
