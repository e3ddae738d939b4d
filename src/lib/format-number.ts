const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

/** 12345 as "12,345". */
export const formatNumber = (value: number): string => whole.format(value)

/** An average: with one decimal below ten, "3.4" or "12". */
export const formatAverage = (value: number): string => (value < 10 ? oneDecimal : whole).format(value)

/**
 * Part of a total as "12.5%". Only all is "100%" and only none is "0%": what would round to them is ">99.9%" or
 * "<0.1%". A part of nothing is "–".
 */
export function formatShare(part: number, total: number): string {
  if (total <= 0) return '–'
  const percent = (part / total) * 100
  if (part > 0 && percent < 0.1) return '<0.1%'
  if (part < total && percent > 99.9) return '>99.9%'
  return `${oneDecimal.format(percent)}%`
}

/** `plural(1, 'node')` is "1 node", `plural(1200, 'node')` is "1,200 nodes". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`

/** A count of a whole list: "All 12 packages", but "1 package". @param words with the count: "12 packages" */
export const allOf = (count: number, words: string): string => (count > 1 ? `All ${words}` : words)

const MEBIBYTE = 1024 ** 2

/** A space at which no line ends. */
export const NO_BREAK = '\u00A0'

/** A number and the sign of its unit on one line: "5 min". */
export const inUnit = (amount: number | string, unit: string): string => `${amount}${NO_BREAK}${unit}`

/** A size as "462.2 MiB"; below 1 MiB in bytes: "1,000 bytes". */
export const formatBytes = (bytes: number): string =>
  bytes < MEBIBYTE ? plural(bytes, 'byte') : inUnit(oneDecimal.format(bytes / MEBIBYTE), 'MiB')
