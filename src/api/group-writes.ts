import * as z from 'zod/mini'
import { type Group, groupPageSchema, groupSchema, type GroupWrite } from '#contract/group.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { groupPath, type GroupRef } from '#src/api/groups.ts'
import { request } from '#src/api/http.ts'
import { readWholeList } from '#src/api/read-whole-list.ts'

const groupsPath = (applicationId: string) => `/api/apps/${encodeURIComponent(applicationId)}/groups`

/** The application's group of that name, read from the server; null if there is none. */
export async function findGroupNamed(
  applicationId: string,
  name: string,
  signal: AbortSignal,
): Promise<Group | null> {
  const list = { path: groupsPath(applicationId), schema: groupPageSchema }
  const all = await readWholeList({ ...list, itemsOf: ({ groups }) => groups }, signal)
  return all.find((group) => group.name === name) ?? null
}

export const createGroup = (applicationId: string, group: GroupWrite, signal: AbortSignal): Promise<Group> =>
  request(groupsPath(applicationId), groupSchema, { method: 'POST', body: group, signal })

/** Deletes it with its history; its nodes stay without a group. */
export async function deleteGroup(ref: GroupRef, context: WriteContext, signal: AbortSignal): Promise<void> {
  await request(groupPath(ref), z.unknown(), { method: 'DELETE', context, signal })
}
