/** How every chart's axes look. */
export const chartAxis = {
  stroke: 'var(--platte-border)',
  tick: { fill: 'var(--platte-dimmed)', fontSize: 12 },
} as const

/** A part of one as "25%". */
export const formatPart = (part: number): string => `${Math.round(part * 100)}%`
