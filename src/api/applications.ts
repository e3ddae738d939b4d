import { queryOptions } from '@tanstack/react-query'
import { applicationPageSchema } from '#contract/application.ts'
import { request } from '#src/api/http.ts'
import { POLL_RESTING } from '#src/api/polling.ts'

const PER_PAGE = 1000

/** Every application with its groups and channels, `[]` when there is none. */
export const applicationsQuery = () =>
  queryOptions({
    queryKey: ['applications'],
    queryFn: async ({ signal }) => {
      const page = await request(`/api/apps?page=1&perpage=${PER_PAGE}`, applicationPageSchema, { signal })
      return page.applications ?? []
    },
    refetchInterval: POLL_RESTING,
  })
