import { DURATIONS } from '#contract/duration.ts'
import {
  COMPARED_MEASURES,
  COMPARED_TIMELINES,
  type ComparedGroup,
  DEFAULT_COMPARISON,
  MAX_COMPARED,
  type TimelineComparison,
} from '#src/domain/versions/timeline-comparison.ts'
import { oneOf } from '#src/lib/one-of.ts'

/** Reads a comparison from a URL; leaves out what it does not know. */
export function parseTimelineComparison(params: URLSearchParams): TimelineComparison {
  const groups = new Set(params.getAll('group'))
  return {
    groups: [...groups].flatMap(parseComparedGroup).slice(0, MAX_COMPARED),
    range: oneOf(DURATIONS, params.get('range')) ?? DEFAULT_COMPARISON.range,
    timeline: oneOf(COMPARED_TIMELINES, params.get('show')) ?? DEFAULT_COMPARISON.timeline,
    measure: oneOf(COMPARED_MEASURES, params.get('by')) ?? DEFAULT_COMPARISON.measure,
  }
}

/** The query string of a comparison; leaves out defaults. */
export function timelineComparisonParams(comparison: Partial<TimelineComparison>): URLSearchParams {
  const { groups, range, timeline, measure } = { ...DEFAULT_COMPARISON, ...comparison }
  const params = new URLSearchParams(groups.map((group) => ['group', comparedGroupKey(group)]))
  if (range !== DEFAULT_COMPARISON.range) params.set('range', range)
  if (timeline !== DEFAULT_COMPARISON.timeline) params.set('show', timeline)
  if (measure !== DEFAULT_COMPARISON.measure) params.set('by', measure)
  return params
}

/** `APPLICATION/GROUP`, both by id: the API reads a group under its application. */
export const comparedGroupKey = ({ applicationId, groupId }: ComparedGroup) => `${applicationId}/${groupId}`

function parseComparedGroup(text: string): ComparedGroup[] {
  const [applicationId, groupId, ...rest] = text.split('/')
  return applicationId && groupId && rest.length === 0 ? [{ applicationId, groupId }] : []
}
