import type { Application } from '#contract/application.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { readInstances } from '#src/api/instances.ts'
import { mapLimited } from '#src/lib/map-limited.ts'
import { routes } from '#src/routes/routes.ts'
import type { JumpTarget } from './jump-targets.ts'

export interface SearchedGroup extends GroupRef {
  name: string
  applicationName: string
}

/** What has been found so far. */
export interface NodesSearched {
  found: JumpTarget[]
  /** Groups that answered or failed, of `of`. */
  asked: number
  of: number
  failures: { group: string; message: string }[]
}

export const MOST_FOUND = 8
const AT_ONCE = 6
const FEWEST_A_PAGE = 10

export const searchedGroups = (applications: readonly Application[]): SearchedGroup[] =>
  applications.flatMap(({ id, name, groups }) =>
    (groups ?? []).map((group) => ({
      applicationId: id,
      groupId: group.id,
      name: group.name,
      applicationName: name,
    })),
  )

/**
 * Asks every group for nodes of the last 30 days with this text in id, alias or address, six groups at a time, until
 * there are as many as one looks over. Tells after each answer; a group that fails is named and the others go on.
 */
export async function searchNodes(
  groups: readonly SearchedGroup[],
  text: string,
  signal: AbortSignal,
  onProgress: (searched: NodesSearched) => void,
): Promise<void> {
  let searched: NodesSearched = { found: [], asked: 0, of: groups.length, failures: [] }
  const tell = (news: Partial<NodesSearched>) => {
    searched = { ...searched, ...news }
    onProgress(searched)
  }
  await mapLimited(groups, AT_ONCE, async (group) => {
    if (signal.aborted || searched.found.length >= MOST_FOUND) return
    try {
      const filter = { duration: '30d', page: 1, perPage: FEWEST_A_PAGE, searchValue: text } as const
      const { instances } = await readInstances(group, filter, signal)
      const found = instances
        .filter(({ application }) => application.group_id === group.groupId)
        .map(({ id, alias, ip }): JumpTarget => ({
          key: `${group.groupId} ${id}`,
          kind: 'node',
          label: alias || id,
          note: [alias && id, ip, `${group.name}, ${group.applicationName}`].filter(Boolean).join(' · '),
          to: routes.node.url({ applicationId: group.applicationId, groupId: group.groupId, instanceId: id }),
        }))
      tell({ found: [...searched.found, ...found].slice(0, MOST_FOUND), asked: searched.asked + 1 })
    } catch (error) {
      if (signal.aborted) return
      const message = error instanceof Error ? error.message : String(error)
      tell({
        asked: searched.asked + 1,
        failures: [...searched.failures, { group: group.name, message }],
      })
    }
  })
}
