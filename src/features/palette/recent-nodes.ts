import { readLocalStorageValue, useLocalStorage } from '@mantine/hooks'
import { useEffect } from 'react'
import * as z from 'zod/mini'
import { storedValue } from '#src/lib/stored-value.ts'
import { routes } from '#src/routes/routes.ts'
import type { JumpTarget } from './jump-targets.ts'

const MAX_RECENT_NODES = 6

const recentNodeSchema = z.object({
  applicationId: z.string(),
  groupId: z.string(),
  instanceId: z.string(),
  name: z.string(),
})
type RecentNode = z.infer<typeof recentNodeSchema>

const RECENT_NODES = storedValue('platte-recent-nodes', z.array(recentNodeSchema), [])

/** The nodes viewed in this browser, the latest first. */
export const recentNodes = (): JumpTarget[] =>
  readLocalStorageValue<RecentNode[]>(RECENT_NODES).map(({ applicationId, groupId, instanceId, name }) => ({
    key: `recent ${instanceId}`,
    kind: 'node',
    label: name,
    note: name === instanceId ? 'viewed recently' : `${instanceId} · viewed recently`,
    to: routes.node.url({ applicationId, groupId, instanceId }),
  }))

/** Remembers the node on this page; null while its name isn't known, and where there is no such node. */
export function useRememberNode(node: RecentNode | null): void {
  const [, setRecent] = useLocalStorage<RecentNode[]>(RECENT_NODES)
  const { applicationId, groupId, instanceId, name } = node ?? {}
  useEffect(() => {
    if (!applicationId || !groupId || !instanceId || !name) return
    setRecent((recent) =>
      [
        { applicationId, groupId, instanceId, name },
        ...recent.filter((other) => other.instanceId !== instanceId),
      ].slice(0, MAX_RECENT_NODES),
    )
  }, [applicationId, groupId, instanceId, name, setRecent])
}
