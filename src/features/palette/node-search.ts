import type { Application } from '#contract/application.ts'
import { withRecordedError } from '#src/api/connection.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { readInstances } from '#src/api/instances.ts'
import { enqueueRequest } from '#src/api/request-queue.ts'
import { nodeDisplayName } from '#src/domain/nodes/node-display-name.ts'
import { errorMessage } from '#src/lib/error-message.ts'
import { routes } from '#src/routes/routes.ts'
import { isExactly, type JumpTarget } from './jump-targets.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

export interface SearchedGroup extends GroupRef {
  name: string
  applicationName: string
}

/** A node that was found. */
export interface FoundNode extends JumpTarget {
  /** The search is its whole ID or alias. */
  isExact: boolean
}

/** What a search has found so far. */
export interface NodeSearchResults {
  found: FoundNode[]
  /** Groups that have answered or failed, out of `groups`. */
  searched: number
  groups: number
  failures: { group: string; message: string }[]
}

export const MAX_FOUND = 8
/** The smallest page a server returns. */
const PER_PAGE = 10

/** Whether no group remains to be searched. */
export const isSearchDone = ({ found, searched, groups }: NodeSearchResults): boolean =>
  found.length >= MAX_FOUND || searched >= groups

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
 * Searches every group for nodes of the last 30 days whose ID, alias or address contains the text, until
 * `MAX_FOUND` are found. Reports progress after each group; a group that fails does not stop the others.
 */
export async function searchNodes(
  groups: readonly SearchedGroup[],
  text: string,
  signal: AbortSignal,
  onProgress: (results: NodeSearchResults) => void,
): Promise<void> {
  let results: NodeSearchResults = { found: [], searched: 0, groups: groups.length, failures: [] }
  const report = (change: Partial<NodeSearchResults>) => {
    results = { ...results, searched: results.searched + 1, ...change }
    onProgress(results)
  }
  const searchGroup = async (group: SearchedGroup) => {
    try {
      const found = await enqueueRequest({ priority: 'high', signal }, async () =>
        results.found.length >= MAX_FOUND ? null : findInGroup(group, text, signal),
      )
      if (found === null) return
      // The node that was meant must not be cut off.
      const all = [...results.found, ...found].toSorted((a, b) => Number(b.isExact) - Number(a.isExact))
      report({ found: all.slice(0, MAX_FOUND) })
    } catch (error) {
      if (signal.aborted) return
      report({ failures: [...results.failures, { group: group.name, message: errorMessage(error) }] })
    }
  }
  await Promise.all(groups.map(searchGroup))
}

async function findInGroup(group: SearchedGroup, text: string, signal: AbortSignal): Promise<FoundNode[]> {
  const { applicationId, groupId } = group
  const filter = { duration: '30d', page: 1, perPage: PER_PAGE, searchValue: text } as const
  const { instances } = await withRecordedError(() => readInstances(group, filter, signal))
  return instances
    .filter(({ application }) => application.group_id === groupId)
    .map((instance) => {
      const { id, ip } = instance
      const alias = nodeDisplayName(instance)
      return {
        key: `${groupId} ${id}`,
        kind: 'node' as const,
        isExact: isExactly(text, id) || isExactly(text, alias ?? ''),
        label: alias ?? id,
        note: [alias && id, ip, `${isolateText(group.name)}, ${isolateText(group.applicationName)}`]
          .filter(Boolean)
          .join(' · '),
        to: routes.node.url({ applicationId, groupId, instanceId: id }),
      }
    })
}
