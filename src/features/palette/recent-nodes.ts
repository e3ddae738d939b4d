import { readLocalStorageValue, useLocalStorage } from '@mantine/hooks'
import { useEffect } from 'react'
import * as z from 'zod/mini'
import { routes } from '#src/routes/routes.ts'
import type { JumpTarget } from './jump-targets.ts'

const KEY = 'platte-recent-nodes'
const MOST_KEPT = 6

const recentSchema = z.array(
  z.object({ applicationId: z.string(), groupId: z.string(), instanceId: z.string(), name: z.string() }),
)
type RecentNode = z.infer<typeof recentSchema>[number]

/** What somebody's storage holds may be of another version, or broken. */
function deserialize(text: string | undefined): RecentNode[] {
  try {
    return z.parse(recentSchema, JSON.parse(text ?? '[]'))
  } catch {
    return []
  }
}

const storage = { key: KEY, defaultValue: [], deserialize }

/** The nodes that were looked at in this browser, the latest first. */
export const recentNodes = (): JumpTarget[] =>
  readLocalStorageValue<RecentNode[]>(storage).map(({ applicationId, groupId, instanceId, name }) => ({
    key: `recent ${instanceId}`,
    kind: 'node',
    label: name,
    note: name === instanceId ? 'looked at lately' : `${instanceId} · looked at lately`,
    to: routes.node.url({ applicationId, groupId, instanceId }),
  }))

/** Remembers a node that is looked at. Null where it is none, or its name isn't known yet. */
export function useRememberNode(node: RecentNode | null): void {
  const [, setRecent] = useLocalStorage<RecentNode[]>({ ...storage, getInitialValueInEffect: false })
  const { applicationId, groupId, instanceId, name } = node ?? {}
  useEffect(() => {
    if (!applicationId || !groupId || !instanceId || !name) return
    setRecent((recent) =>
      [
        { applicationId, groupId, instanceId, name },
        ...recent.filter((other) => other.instanceId !== instanceId),
      ].slice(0, MOST_KEPT),
    )
  }, [applicationId, groupId, instanceId, name, setRecent])
}
