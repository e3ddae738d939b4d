import { queryOptions } from '@tanstack/react-query'
import { applicationPageSchema } from '#contract/application.ts'
import { request } from '#src/api/http.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'

/** Prefix of the keys of applications and everything in them. A write to a group or channel invalidates all of it. */
export const APPLICATIONS_KEY = ['applications'] as const

/** Prefix of the keys of one application and everything in it. */
export const applicationKey = (applicationId: string) => [...APPLICATIONS_KEY, applicationId] as const

/** Reads a list as a single page: no list has more entries than this. */
export const WHOLE_LIST = 'page=1&perpage=1000'

/** All applications with their groups and channels; `[]` when there are none. */
export const applicationsQuery = () =>
  queryOptions({
    queryKey: APPLICATIONS_KEY,
    queryFn: async ({ signal }) => {
      const page = await request(`/api/apps?${WHOLE_LIST}`, applicationPageSchema, { signal })
      return page.applications ?? []
    },
    refetchInterval: POLL_IDLE_MS,
  })
