import { queryOptions } from '@tanstack/react-query'
import { type Application, applicationPageSchema } from '#contract/application.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'
import { compareNames } from '#src/lib/compare-names.ts'
import { readWholeList } from './read-whole-list.ts'

/** Prefix of the keys of applications and everything in them. A write to a group or channel invalidates all of it. */
export const APPLICATIONS_KEY = ['applications'] as const

/** Prefix of the keys of one application and everything in it. */
export const applicationKey = (applicationId: string) => [...APPLICATIONS_KEY, applicationId] as const

/** Every list of groups has them by name, as people look for them; the server has the newest first. */
const withGroupsByName = (application: Application): Application => ({
  ...application,
  groups: application.groups?.toSorted((a, b) => compareNames(a.name, b.name)) ?? null,
})

/** All applications with their channels, and their groups by name; `[]` when there are none. */
export const applicationsQuery = () =>
  queryOptions({
    queryKey: APPLICATIONS_KEY,
    queryFn: async ({ signal }) => {
      const applications = await readWholeList(
        { path: '/api/apps', schema: applicationPageSchema, itemsOf: ({ applications }) => applications },
        signal,
      )
      return applications.map(withGroupsByName)
    },
    refetchInterval: POLL_IDLE_MS,
  })
