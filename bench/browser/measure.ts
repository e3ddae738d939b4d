/** From an interaction to the next paint, on a processor slowed down four times. */
export const PAINT_MS = 100

/** One figure and what it should stay within. */
export interface Measure {
  name: string
  value: number
  unit: 'ms' | 'MB' | '%' | ''
  most: number
}

/** A line for people: the figure beside its target. */
export function measureLine({ name, value, unit, most }: Measure): string {
  const figure = (number: number) => `${Number(number.toFixed(unit === '' ? 3 : 1))} ${unit}`.trim()
  const verdict = value <= most ? 'within' : 'OVER'
  return `${name.padEnd(64)} ${figure(value).padStart(10)}   ${verdict} ${figure(most)}`
}
