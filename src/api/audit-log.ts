import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { auditActorsSchema, type AuditEntry, type AuditPage, auditPageSchema } from '#contract/audit-log.ts'
import { request } from '#src/api/http.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log-key.ts'

/** Filters of entries, as the contract's query names them; empty values filter nothing. */
export type AuditFilter = Partial<
  Record<
    'application' | 'subject' | 'subject_id' | 'action' | 'actor' | 'outcome' | 'search' | 'since' | 'until',
    string
  >
>

/** What was changed of a group, by writes that the server carried out. */
export const groupEdits = (groupId: string): AuditFilter => ({
  subject: 'group',
  subject_id: groupId,
  action: 'replace',
  outcome: 'done',
})

const PAGE = 50
/** The most that the server gives at once. */
const MAX_PAGE_SIZE = 1000

interface PageOfAuditLog {
  before?: string | undefined
  limit: number
}

async function readPage(filter: AuditFilter, page: PageOfAuditLog, signal: AbortSignal): Promise<AuditPage> {
  return request(auditLogPath(filter, page), auditPageSchema, { signal })
}

export function auditLogPath(filter: AuditFilter, page: PageOfAuditLog): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, ...page, limit: String(page.limit) }))
    if (value !== undefined && value !== '') params.set(name, value)
  return `/platte/audit-log?${params}`
}

/** The newest entries, and older ones page by page. */
export const auditLogQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: [...AUDIT_LOG_KEY, 'pages', filter],
    queryFn: ({ pageParam, signal }) => readPage(filter, { before: pageParam, limit: PAGE }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ entries, has_older }) => (has_older ? entries.at(-1)?.id : undefined),
    // Who reads older ones is not to lose their place.
    refetchInterval: ({ state }) => (state.data?.pages.length === 1 ? POLL_IDLE_MS : false),
  })

/** Everyone with an entry, by name. */
export const auditActorsQuery = () =>
  queryOptions({
    queryKey: [...AUDIT_LOG_KEY, 'actors'],
    queryFn: async ({ signal }) =>
      (await request('/platte/audit-log/actors', auditActorsSchema, { signal })).actors,
    refetchInterval: POLL_IDLE_MS,
  })

/** The latest few. */
export const latestEntriesQuery = (filter: AuditFilter, limit: number) =>
  queryOptions({
    queryKey: [...AUDIT_LOG_KEY, 'latest', filter, limit],
    queryFn: ({ signal }) => readPage(filter, { limit }, signal),
    refetchInterval: POLL_IDLE_MS,
  })

/** The latest few of each of several filters, in their order. */
export const latestOfEachQuery = (filters: readonly AuditFilter[], limit: number) =>
  queryOptions({
    queryKey: [...AUDIT_LOG_KEY, 'latest of each', filters, limit],
    queryFn: ({ signal }) => Promise.all(filters.map((filter) => readPage(filter, { limit }, signal))),
    refetchInterval: POLL_IDLE_MS,
  })

/**
 * Every entry, newest first; what is written meanwhile is left out.
 * @param onProgress entries read, and of how many
 */
export async function readAllAuditEntries(
  filter: AuditFilter,
  onProgress: (at: number, of: number) => void,
  signal: AbortSignal,
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = []
  let total: number | null = null
  for (;;) {
    const page = await readPage(filter, { before: entries.at(-1)?.id, limit: MAX_PAGE_SIZE }, signal)
    entries.push(...page.entries)
    total ??= page.totalCount
    onProgress(entries.length, total)
    if (!page.has_older) return entries
  }
}
