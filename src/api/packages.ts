import { queryOptions } from '@tanstack/react-query'
import { packagePageSchema } from '#contract/package.ts'
import { request } from '#src/api/http.ts'

const PER_PAGE = 1000
const FRESH_MS = 60_000

/** Every package of an application, `[]` when there is none. */
export const packagesQuery = (applicationId: string) =>
  queryOptions({
    queryKey: ['applications', applicationId, 'packages'],
    queryFn: async ({ signal }) => {
      const path = `/api/apps/${encodeURIComponent(applicationId)}/packages?page=1&perpage=${PER_PAGE}`
      const page = await request(path, packagePageSchema, { signal })
      return page.packages ?? []
    },
    staleTime: FRESH_MS,
  })
