import { queryOptions } from '@tanstack/react-query'
import { serverConfigSchema } from '#contract/server-config.ts'
import { request } from '#src/api/http.ts'

/** The update server's configuration, which does not change while the server runs. */
export const serverConfigQuery = () =>
  queryOptions({
    queryKey: ['config'],
    queryFn: ({ signal }) => request('/config', serverConfigSchema, { signal }),
    staleTime: Infinity,
  })
