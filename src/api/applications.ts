import { queryOptions } from '@tanstack/react-query'
import { applicationPageSchema } from '#contract/application.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'
import { readWholeList } from './read-whole-list.ts'

/** Prefix of the keys of applications and everything in them. A write to a group or channel invalidates all of it. */
export const APPLICATIONS_KEY = ['applications'] as const

/** Prefix of the keys of one application and everything in it. */
export const applicationKey = (applicationId: string) => [...APPLICATIONS_KEY, applicationId] as const

/** All applications with their groups and channels; `[]` when there are none. */
export const applicationsQuery = () =>
  queryOptions({
    queryKey: APPLICATIONS_KEY,
    queryFn: ({ signal }) =>
      readWholeList(
        { path: '/api/apps', schema: applicationPageSchema, itemsOf: ({ applications }) => applications },
        signal,
      ),
    refetchInterval: POLL_IDLE_MS,
  })
