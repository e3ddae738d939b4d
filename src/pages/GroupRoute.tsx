import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import * as z from 'zod/mini'
import { uuid } from '#contract/primitives.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { NotFound } from './NotFound.tsx'

/** A page about the group in the URL. */
export function GroupRoute({ children }: { children: (groupRef: GroupRef) => ReactNode }) {
  const { applicationId = '', groupId = '' } = useParams()
  const { data: applications } = useQuery(applicationsQuery())
  // A server may know a group by its id alone.
  if (applications && !findApplication(applications, applicationId)) return <NotFound noun="Application" />
  // Servers may respond with an internal error to an id that is no UUID.
  if (!z.safeParse(uuid, groupId).success) return <NotFound noun="Group" />
  return children({ applicationId, groupId })
}
