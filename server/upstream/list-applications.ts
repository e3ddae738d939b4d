import { type Application, applicationPageSchema } from '#contract/application.ts'
import { collectPages } from '#contract/collect-pages.ts'
import type { Credentials, UpstreamClient } from './upstream-client.ts'

/** All applications of the update server. Throws an `HttpError` where they can't be read. */
export const listApplications = (client: UpstreamClient, credentials: Credentials): Promise<Application[]> =>
  collectPages(async (query) => {
    const { applications, totalCount } = await client.get(
      `/api/apps?${query}`,
      applicationPageSchema,
      credentials,
    )
    return { items: applications, totalCount }
  })
