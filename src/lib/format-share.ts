const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

/**
 * Part of a total as "12.5 %". "100 %" means all and "0 %" none: what would only round to them is told
 * as "> 99.9 %" and "< 0.1 %". A part of nothing is "–".
 */
export function formatShare(part: number, total: number): string {
  if (total <= 0) return '–'
  const percent = (part / total) * 100
  if (part > 0 && percent < 0.1) return '< 0.1 %'
  if (part < total && percent > 99.9) return '> 99.9 %'
  return `${oneDecimal.format(percent)} %`
}
