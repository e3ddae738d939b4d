/**
 * The Wilson score interval of a share (E. B. Wilson 1927), from 0 to 1.
 * @param z 1.96 for 95%
 */
export function wilsonInterval(hits: number, of: number, z = 1.96): { low: number; high: number } {
  if (of === 0) return { low: 0, high: 1 }
  const share = hits / of
  const spread = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  const [middle, scale] = [share + z ** 2 / (2 * of), 1 + z ** 2 / of]
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}

/**
 * Fisher's exact test, one-sided: how probable it is that of `drawn` things, taken at random from `all` of which `marked` are
 * marked, `hits` or more are marked.
 */
export function fisherExact({ hits, drawn, marked, all }: FisherTable): number {
  const logs = logFactorials(all)
  const logOf = (n: number) => logs[n] ?? 0
  const logChoose = (n: number, k: number) => logOf(n) - logOf(k) - logOf(n - k)
  const whole = logChoose(all, drawn)
  let probability = 0
  for (let k = Math.max(hits, drawn + marked - all); k <= Math.min(drawn, marked); k++)
    probability += Math.exp(logChoose(marked, k) + logChoose(all - marked, drawn - k) - whole)
  return Math.min(1, probability)
}

interface FisherTable {
  hits: number
  drawn: number
  marked: number
  all: number
}

/** Grows with the largest number that was asked for. */
const LOG_FACTORIALS = [0]

function logFactorials(most: number): readonly number[] {
  for (let n = LOG_FACTORIALS.length; n <= most; n++)
    LOG_FACTORIALS.push((LOG_FACTORIALS[n - 1] ?? 0) + Math.log(n))
  return LOG_FACTORIALS
}

/**
 * Which of many tests are significant (Y. Benjamini and Y. Hochberg 1995): of those, at most a share of `rate` is expected to
 * be by chance.
 * @param tests how many were made, which may be more than there are values
 * @returns the largest significant p-value; null for none
 */
export function benjaminiHochberg(pValues: readonly number[], tests: number, rate: number): number | null {
  const sorted = pValues.toSorted((a, b) => a - b)
  const last = sorted.findLastIndex((p, index) => p <= ((index + 1) / tests) * rate)
  return sorted[last] ?? null
}

/** The middle of the values, of two middle ones their mean; null without values. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
