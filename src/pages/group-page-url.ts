import { type Duration, DURATIONS } from '#contract/duration.ts'
import {
  type GroupNodeList,
  groupNodeListParams,
  parseGroupNodeList,
} from '#src/features/nodes/group/group-node-list.ts'

/** What the URL of a group's page says beside the group. */
export interface GroupPageUrl {
  /** Window of the timelines. */
  range: Duration
  /** Which nodes are listed. */
  list: GroupNodeList
}

const USUAL_RANGE: Duration = '7d'

export function parseGroupPage(params: URLSearchParams): GroupPageUrl {
  const range = DURATIONS.find((duration) => duration === params.get('range'))
  return { range: range ?? USUAL_RANGE, list: parseGroupNodeList(params) }
}

/** The same for the URL; what is as usual is left out. */
export function groupPageParams({ range, list }: GroupPageUrl): URLSearchParams {
  const params = new URLSearchParams(groupNodeListParams(list))
  if (range !== USUAL_RANGE) params.set('range', range)
  return params
}
