import { formatTime } from '#src/lib/format-time.ts'
import { type CheckTime, isAge } from './node-filter.ts'

const UNITS: Record<string, [one: string, many: string]> = {
  m: ['minute', 'minutes'],
  h: ['hour', 'hours'],
  d: ['day', 'days'],
}

function parseAge(age: CheckTime): { amount: number; unit: string } {
  const amount = Number.parseInt(age, 10)
  const [one, many] = UNITS[age.slice(-1)] ?? ['', '']
  return { amount, unit: amount === 1 ? one : many }
}

/** After "silent": "for more than a day", "since before 7 Mar 2026, 08:00:00 UTC". */
export function formatSilence(older: CheckTime): string {
  if (!isAge(older)) return `since before ${formatTime(Date.parse(older))}`
  const { amount, unit } = parseAge(older)
  return `for more than ${amount === 1 ? (unit === 'hour' ? 'an' : 'a') : amount} ${unit}`
}

/** After "seen": "in the last 7 days", "at or after 7 Mar 2026, 08:00:00 UTC". */
export function formatCheckTime(newer: CheckTime): string {
  if (!isAge(newer)) return `at or after ${formatTime(Date.parse(newer))}`
  if (newer === '1d') return 'in the last 24 hours'
  const { amount, unit } = parseAge(newer)
  return `in the last ${amount === 1 ? '' : `${amount} `}${unit}`
}
