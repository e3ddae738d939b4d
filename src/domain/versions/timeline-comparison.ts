import { type Duration, DURATIONS } from '#contract/duration.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { TIMELINE_MEASURES, type TimelineMeasure } from '#src/ui/timeline-data.ts'

/** More would be neither seen at once nor answered soon. */
export const MOST_COMPARED = 12

export const COMPARED_WHAT = ['versions', 'statuses'] as const

/** A group as a URL names it. */
interface ComparedGroup {
  applicationId: string
  groupId: string
}

/** Whose timelines stand side by side, and how, as a URL says it. */
export interface TimelineComparison {
  /** At most 12. */
  groups: readonly ComparedGroup[]
  range: Duration
  what: (typeof COMPARED_WHAT)[number]
  measure: TimelineMeasure
}

const USUAL: TimelineComparison = { groups: [], range: '7d', what: 'versions', measure: 'count' }

/** Reads a comparison from a URL; what it doesn't understand there is left out. */
export function parseTimelineComparison(params: URLSearchParams): TimelineComparison {
  const groups = new Set(params.getAll('group'))
  return {
    groups: [...groups].flatMap(parseComparedGroup).slice(0, MOST_COMPARED),
    range: oneOf(DURATIONS, params.get('range')) ?? USUAL.range,
    what: oneOf(COMPARED_WHAT, params.get('show')) ?? USUAL.what,
    measure: oneOf(TIMELINE_MEASURES, params.get('by')) ?? USUAL.measure,
  }
}

/** The same for a URL; what is as usual is left out. */
export function timelineComparisonParams(comparison: Partial<TimelineComparison>): URLSearchParams {
  const { groups, range, what, measure } = { ...USUAL, ...comparison }
  const params = new URLSearchParams(groups.map((group) => ['group', comparedGroupKey(group)]))
  if (range !== USUAL.range) params.set('range', range)
  if (what !== USUAL.what) params.set('show', what)
  if (measure !== USUAL.measure) params.set('by', measure)
  return params
}

/** `APPLICATION/GROUP`, both by id: a group is asked for under its application. */
export const comparedGroupKey = ({ applicationId, groupId }: ComparedGroup) => `${applicationId}/${groupId}`

function parseComparedGroup(text: string): ComparedGroup[] {
  const [applicationId, groupId, ...rest] = text.split('/')
  return applicationId && groupId && rest.length === 0 ? [{ applicationId, groupId }] : []
}
