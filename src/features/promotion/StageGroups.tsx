import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatShare, plural } from '#src/lib/format-number.ts'
import { nodeSums } from '#src/domain/promotion/promotion-gate.ts'
import { GroupProgress } from './GroupProgress.tsx'
import styles from './Pipeline.module.css'
import type { PipelineGroup } from './use-pipeline-groups.ts'

const INITIALLY_SHOWN = 6

/** The groups that follow a channel, after their sum if there are several. */
export function StageGroups({
  groups,
  version,
}: {
  groups: readonly PipelineGroup[]
  version: string | null
}) {
  const [isExpanded, setExpanded] = useState(false)
  if (groups.length === 0) return <p className={styles['quiet']}>No group follows this channel.</p>
  const shown = isExpanded ? groups : groups.slice(0, INITIALLY_SHOWN)
  return (
    <>
      {groups.length > 1 && <p className={styles['quiet']}>{describeSum(groups, version)}</p>}
      <ul className={styles['groups']}>
        {shown.map((facts) => (
          <GroupProgress key={facts.group.id} {...facts} />
        ))}
      </ul>
      {shown.length < groups.length && (
        <Button size="compact-xs" variant="default" onClick={() => setExpanded(true)}>
          Show the other {plural(groups.length - shown.length, 'group')}
        </Button>
      )}
    </>
  )
}

function describeSum(groups: readonly PipelineGroup[], version: string | null): string {
  if (version === null) return plural(groups.length, 'group')
  const { nodes, atOrAbove, failed, unread } = nodeSums(groups, version)
  const sum = `${plural(groups.length, 'group')}: ${formatShare(atOrAbove, nodes)} of ${plural(nodes, 'node')} done, ${plural(failed, 'node')} failed`
  return unread > 0 ? `${sum}; ${plural(unread, 'group')} not included: numbers not available` : sum
}
