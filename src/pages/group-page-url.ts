import { type Duration, DURATIONS } from '#contract/duration.ts'
import {
  type GroupNodeList,
  groupNodeListParams,
  parseGroupNodeList,
} from '#src/features/nodes/group/group-node-list.ts'

/** The query string of a group's page. */
export interface GroupPageUrl {
  /** The time range of the timelines. */
  range: Duration
  /** The filters, sort and page of the node list. */
  list: GroupNodeList
}

const DEFAULT_RANGE: Duration = '7d'

export function parseGroupPage(params: URLSearchParams): GroupPageUrl {
  const range = DURATIONS.find((duration) => duration === params.get('range'))
  return { range: range ?? DEFAULT_RANGE, list: parseGroupNodeList(params) }
}

/** The query string of a group's page; leaves out defaults. */
export function groupPageParams({ range, list }: GroupPageUrl): URLSearchParams {
  const params = new URLSearchParams(groupNodeListParams(list))
  if (range !== DEFAULT_RANGE) params.set('range', range)
  return params
}
