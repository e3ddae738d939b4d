/**
 * The CSS colour of an item in an ordered list: one hue from strong (index 0) to pale, since an older version is not
 * a worse one. It follows the theme.
 */
export const rampColour = (index: number, count: number): string =>
  mix('--platte-ramp-first', '--platte-ramp-last', index, count)

/** Colours of what is compared with a target. They follow the theme. */
export const TARGET_COLOUR = 'var(--platte-target)'
export const AHEAD_COLOUR = 'var(--platte-ahead)'
/** Of several things that are too few to show alone. */
export const OTHERS_COLOUR = 'var(--platte-others)'

/**
 * The colours of several targets side by side: a strong one and a pale one in turn, so that neighbours differ. Of each
 * further pair, the strong one is stronger and the pale one paler.
 */
export function targetColour(index: number): string {
  const percent = 100 - 20 * Math.min(Math.floor(index / 2), 3)
  const [base, end] =
    index % 2 === 0 ? [TARGET_COLOUR, '--platte-text'] : ['var(--platte-target-pale)', '--platte-panel']
  return percent === 100 ? base : `color-mix(in oklab, ${base} ${percent}%, var(${end}))`
}

/** The colour of what is behind the target: paler the further behind (index 0 is the closest). */
export const behindColour = (index: number, count: number): string =>
  mix('--platte-behind-first', '--platte-behind-last', index, count)

function mix(first: string, last: string, index: number, count: number): string {
  const strongest = count <= 1 ? 100 : Math.round(100 - (index / (count - 1)) * 100)
  return `color-mix(in oklab, var(${first}) ${strongest}%, var(${last}))`
}
