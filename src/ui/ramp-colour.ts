/**
 * One hue for an ordered list, from the strongest (index 0) to the palest: what is further down is older
 * or less, never "worse". In CSS, so that it follows the theme.
 */
export function rampColour(index: number, count: number): string {
  const strongest = count <= 1 ? 100 : Math.round(100 - (index / (count - 1)) * 100)
  return `color-mix(in oklab, var(--platte-ramp-first) ${strongest}%, var(--platte-ramp-last))`
}
