import { formatNumber } from '#src/lib/format-number.ts'

/** `plural(1, 'node')` is "1 node", `plural(1200, 'node')` is "1,200 nodes". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`
