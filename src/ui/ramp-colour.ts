/**
 * The CSS colour of an item in an ordered list: one hue from strong (index 0) to pale, since an older version is not
 * a worse one. It follows the theme.
 */
export function rampColour(index: number, count: number): string {
  const strongest = count <= 1 ? 100 : Math.round(100 - (index / (count - 1)) * 100)
  return `color-mix(in oklab, var(--platte-ramp-first) ${strongest}%, var(--platte-ramp-last))`
}
