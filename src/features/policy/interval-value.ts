export const INTERVAL_UNITS = ['second', 'minute', 'hour', 'day', 'week'] as const

/** `custom` is for an interval that is not one number and one unit, such as "1 mon" or "01:30:00". */
export type IntervalUnit = (typeof INTERVAL_UNITS)[number] | 'custom'

/** An interval in the form: the typed text and the selected unit. */
export interface IntervalValue {
  text: string
  unit: IntervalUnit
}

const isPlainUnit = (unit: string): unit is (typeof INTERVAL_UNITS)[number] =>
  INTERVAL_UNITS.some((plain) => plain === unit)

export function intervalValueOf(interval: string): IntervalValue {
  const [, amount, unit] = /^(\d+) ([a-z]+?)s?$/.exec(interval) ?? []
  if (amount === undefined || unit === undefined || !isPlainUnit(unit))
    return { text: interval, unit: 'custom' }
  return { text: amount, unit }
}

/**
 * The interval to send. An unedited interval stays letter for letter (a new server has "1 minutes"); text that is not
 * a whole number stays as typed, for the schema to refuse.
 * @param opened the interval that the form was opened with
 */
export function intervalOfValue({ text, unit }: IntervalValue, opened: string): string {
  const before = intervalValueOf(opened)
  if (before.text === text && before.unit === unit) return opened
  const typed = text.trim()
  if (unit === 'custom' || typed === '') return typed
  const amount = typed.replace(/^0+(?=\d)/, '')
  return `${amount} ${unit}${amount === '1' ? '' : 's'}`
}

/** The interval after another unit is selected: a number keeps its digits, and `custom` gets number and unit. */
export function withUnit(value: IntervalValue, unit: IntervalUnit): IntervalValue {
  if (unit === 'custom') return { text: intervalOfValue(value, ''), unit }
  const digits = /^\d+/.exec(value.text.trim())?.[0]
  return { text: digits ?? value.text, unit }
}
