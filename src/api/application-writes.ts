import * as z from 'zod/mini'
import {
  type Application,
  applicationPageSchema,
  applicationSchema,
  type ApplicationWrite,
} from '#contract/application.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { request } from '#src/api/http.ts'
import { readWholeList } from '#src/api/read-whole-list.ts'

const APPLICATIONS = '/api/apps'
const applicationPath = (id: string) => `${APPLICATIONS}/${encodeURIComponent(id)}`

/** Reads the application from the server, past the cache; for the check before a write. */
export const readApplication = (id: string, signal: AbortSignal): Promise<Application> =>
  request(applicationPath(id), applicationSchema, { signal })

/** The application of that name, read from the server; null if there is none. */
export async function findApplicationNamed(name: string, signal: AbortSignal): Promise<Application | null> {
  const list = { path: APPLICATIONS, schema: applicationPageSchema }
  const all = await readWholeList({ ...list, itemsOf: ({ applications }) => applications }, signal)
  return all.find((application) => application.name === name) ?? null
}

/** @param cloneFrom id of the application whose channels and groups it gets; null for none */
export const createApplication = (
  application: ApplicationWrite,
  cloneFrom: string | null,
  signal: AbortSignal,
): Promise<Application> => {
  const query = cloneFrom === null ? '' : `?${new URLSearchParams({ clone_from: cloneFrom })}`
  return request(APPLICATIONS + query, applicationSchema, { method: 'POST', body: application, signal })
}

/** Replaces name, description and product id. */
export const writeApplication = (
  id: string,
  application: ApplicationWrite,
  context: WriteContext,
  signal: AbortSignal,
): Promise<Application> =>
  request(applicationPath(id), applicationSchema, { method: 'PUT', body: application, context, signal })

/** Deletes it with everything in it. */
export async function deleteApplication(
  id: string,
  context: WriteContext,
  signal: AbortSignal,
): Promise<void> {
  await request(applicationPath(id), z.unknown(), { method: 'DELETE', context, signal })
}
