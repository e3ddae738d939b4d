import { infiniteQueryOptions } from '@tanstack/react-query'
import { type ActivityEntry, activityPageSchema, DETAILS } from '#contract/activity.ts'
import { MINUTE_MS } from '#contract/time-units.ts'
import { request } from '#src/api/http.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'
import { serverNow } from '#src/lib/server-clock.ts'

/** Whose activity, and since when. Ids; an empty value matches everything. */
export interface ActivityFilter {
  application: string
  group: string
  channel: string
  node: string
  /** One of `ACTIVITY_SEVERITY`, as text. */
  severity: string
  /** In ms. */
  since: number
}

interface ActivityPage {
  entries: readonly ActivityEntry[]
  totalCount: number
  page: number
}

const PER_PAGE = 100
/** The most that Platte's own server gives at once; a Nebraska has no bound. */
const MAX_PAGE_SIZE = 1000

async function readPage(
  filter: ActivityFilter,
  { page, perPage, until }: { page: number; perPage: number; until: number },
  signal: AbortSignal,
): Promise<ActivityPage> {
  const optional = {
    appIDorProductID: filter.application,
    groupID: filter.group,
    channelID: filter.channel,
    instanceID: filter.node,
    severity: filter.severity,
  }
  const params = new URLSearchParams({
    start: new Date(filter.since).toISOString(),
    end: new Date(until).toISOString(),
    page: String(page),
    perpage: String(perPage),
    [DETAILS]: '1',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== '')),
  })
  const { activities, totalCount } = await request(`/api/activity?${params}`, activityPageSchema, { signal })
  return { entries: activities ?? [], totalCount, page }
}

/** The newest entries, and older ones page by page, read again while nobody has asked for older ones. */
export const activityQuery = (filter: ActivityFilter) =>
  infiniteQueryOptions({
    queryKey: ['activity', filter],
    queryFn: ({ pageParam, signal }) =>
      readPage(filter, { page: pageParam, perPage: PER_PAGE, until: soon() }, signal),
    initialPageParam: 1,
    getNextPageParam: ({ page, totalCount }) => (page * PER_PAGE < totalCount ? page + 1 : undefined),
    refetchInterval: ({ state }) => (state.data?.pages.length === 1 ? POLL_IDLE_MS : false),
  })

/** The next whole minute, so that everyone who polls shares a path. */
const soon = () => (Math.floor(serverNow() / MINUTE_MS) + 1) * MINUTE_MS

/**
 * Every entry until now, newest first, each once.
 * @param onProgress entries read, and of how many
 */
export async function readAllActivity(
  filter: ActivityFilter,
  onProgress: (at: number, of: number) => void,
  signal: AbortSignal,
): Promise<ActivityEntry[]> {
  const entries = new Map<string, ActivityEntry>()
  const until = serverNow()
  for (let page = 1; ; page++) {
    const { entries: more, totalCount } = await readPage(
      filter,
      { page, perPage: MAX_PAGE_SIZE, until },
      signal,
    )
    for (const entry of more) entries.set(entry.id, entry)
    onProgress(entries.size, totalCount)
    if (more.length === 0 || page * MAX_PAGE_SIZE >= totalCount) return [...entries.values()]
  }
}
