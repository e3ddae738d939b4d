import type { Duration } from '#contract/duration.ts'
import { CHART_MEASURES, type ChartMeasure } from '#src/ui/charts/chart-data.ts'

/** More could not be seen at once, and would take too long to load. */
export const MAX_COMPARED = 12

export const COMPARED_TIMELINES = ['versions', 'statuses'] as const
export const COMPARED_MEASURES = CHART_MEASURES

export interface ComparedGroup {
  applicationId: string
  groupId: string
}

/** The groups whose timelines stand side by side, and how they are shown. */
export interface TimelineComparison {
  /** At most 12. */
  groups: readonly ComparedGroup[]
  range: Duration
  timeline: (typeof COMPARED_TIMELINES)[number]
  measure: ChartMeasure
}

export const DEFAULT_COMPARISON: TimelineComparison = {
  groups: [],
  range: '7d',
  timeline: 'versions',
  measure: 'count',
}
