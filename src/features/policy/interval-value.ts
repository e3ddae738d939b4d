export const INTERVAL_UNITS = ['second', 'minute', 'hour', 'day', 'week'] as const

/** `written` is for what isn't one number and one unit, such as "1 mon" or "01:30:00". */
export type IntervalUnit = (typeof INTERVAL_UNITS)[number] | 'written'

/** An interval as the form holds it: what was typed, and the unit that was picked. */
export interface IntervalValue {
  text: string
  unit: IntervalUnit
}

const isPlainUnit = (unit: string): unit is (typeof INTERVAL_UNITS)[number] =>
  INTERVAL_UNITS.some((plain) => plain === unit)

export function intervalValueOf(interval: string): IntervalValue {
  const [, amount, unit] = /^(\d+) ([a-z]+?)s?$/.exec(interval) ?? []
  if (amount === undefined || unit === undefined || !isPlainUnit(unit))
    return { text: interval, unit: 'written' }
  return { text: amount, unit }
}

/**
 * The interval for the wire. What was not edited stays letter for letter ("1 minutes" is what a fresh
 * server has); what is no whole number stays as it was typed, for the schema to refuse.
 * @param opened the interval with which the form was opened
 */
export function intervalOfValue({ text, unit }: IntervalValue, opened: string): string {
  const before = intervalValueOf(opened)
  if (before.text === text && before.unit === unit) return opened
  const typed = text.trim()
  if (unit === 'written' || typed === '') return typed
  const amount = typed.replace(/^0+(?=\d)/, '')
  return `${amount} ${unit}${amount === '1' ? '' : 's'}`
}

/** The same interval when another unit is picked: a number keeps its digits, words are written out. */
export function withUnit(value: IntervalValue, unit: IntervalUnit): IntervalValue {
  if (unit === 'written') return { text: intervalOfValue(value, ''), unit }
  const digits = /^\d+/.exec(value.text.trim())?.[0]
  return { text: digits ?? value.text, unit }
}
