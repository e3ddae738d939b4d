import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatShare, plural } from '#src/lib/format-number.ts'
import { nodeSums } from '#src/domain/promotion/promotion-gate.ts'
import { GroupProgress } from './GroupProgress.tsx'
import styles from './Pipeline.module.css'
import type { PipelineGroup } from './use-pipeline-groups.ts'

const INITIALLY_SHOWN = 6

interface StageGroupsProps {
  groups: readonly PipelineGroup[]
  version: string | null
  /** Of the channel, as `channelTitle` gives it. */
  title: string
}

/** The groups that follow a channel, after their sum if there are several. */
export function StageGroups({ groups, version, title }: StageGroupsProps) {
  const [isExpanded, setExpanded] = useState(false)
  if (groups.length === 0) return <p className={styles['quiet']}>No group follows this channel.</p>
  const shown = isExpanded ? groups : groups.slice(0, INITIALLY_SHOWN)
  const others = plural(groups.length - shown.length, 'group')
  return (
    <>
      {groups.length > 1 && <p className={styles['quiet']}>{describeSum(groups, version)}</p>}
      <ul className={styles['groups']}>
        {shown.map((facts) => (
          <GroupProgress key={facts.group.id} {...facts} />
        ))}
      </ul>
      {shown.length < groups.length && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Show the other ${others} of ${title}`}
          onClick={() => setExpanded(true)}
        >
          Show the other {others}
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
