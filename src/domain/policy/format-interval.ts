import { intervalSeconds } from '#contract/interval.ts'
import { plural } from '#src/lib/format-number.ts'

const UNITS = [
  { name: 'day', seconds: 86_400 },
  { name: 'hour', seconds: 3600 },
  { name: 'minute', seconds: 60 },
  { name: 'second', seconds: 1 },
] as const

/**
 * A policy's interval in words: "15 minutes", "1 hour 30 minutes". Keeps the unit in which it was written, and the whole
 * text where only PostgreSQL can read it or it has parts of a second.
 */
export function formatInterval(interval: string): string {
  const [, amount, unit] = /^(\d+) (second|minute|hour|day|week)s?$/.exec(interval) ?? []
  if (amount && unit) return plural(Number(amount), unit)
  const total = intervalSeconds(interval)
  if (total === null || !isWhole(total)) return interval
  const parts: string[] = []
  let rest = Math.round(total)
  for (const { name, seconds } of UNITS) {
    const count = Math.floor(rest / seconds)
    rest -= count * seconds
    if (count > 0) parts.push(plural(count, name))
  }
  return parts.join(' ') || interval
}

/** Sums of decimals such as 1.1 hours are a hair off. */
const isWhole = (seconds: number) => Math.abs(seconds - Math.round(seconds)) < 1e-6

/** The same after "per": "15 minutes", but "minute" and not "1 minute". */
export const intervalAfterPer = (interval: string): string =>
  formatInterval(interval).replace(/^1 (?=[a-z]+$)/, '')
