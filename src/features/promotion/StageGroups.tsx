import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatShare, plural } from '#src/lib/format-number.ts'
import { nodeSums } from '#src/domain/promotion/promotion-gate.ts'
import { GroupProgress } from './GroupProgress.tsx'
import styles from './Pipeline.module.css'
import type { GroupInPipeline } from './use-application-facts.ts'

/** More are shown when somebody asks for them. */
const SHOWN_AT_FIRST = 6

/** The groups that follow a channel; of several their sum first. */
export function StageGroups({
  groups,
  version,
}: {
  groups: readonly GroupInPipeline[]
  version: string | null
}) {
  const [all, setAll] = useState(false)
  if (groups.length === 0) return <p className={styles['quiet']}>No group follows this channel.</p>
  const shown = all ? groups : groups.slice(0, SHOWN_AT_FIRST)
  return (
    <>
      {groups.length > 1 && <p className={styles['quiet']}>{sumInWords(groups, version)}</p>}
      <ul className={styles['groups']}>
        {shown.map((facts) => (
          <GroupProgress key={facts.group.id} {...facts} />
        ))}
      </ul>
      {shown.length < groups.length && (
        <Button size="compact-xs" variant="default" onClick={() => setAll(true)}>
          Show the other {plural(groups.length - shown.length, 'group')}
        </Button>
      )}
    </>
  )
}

function sumInWords(groups: readonly GroupInPipeline[], version: string | null): string {
  if (version === null) return plural(groups.length, 'group')
  const { nodes, atOrAbove, failed, unread } = nodeSums(groups, version)
  const sum = `${plural(groups.length, 'group')}: ${formatShare(atOrAbove, nodes)} of ${plural(nodes, 'node')} done, ${plural(failed, 'node')} failed`
  return unread > 0 ? `${sum}; without ${plural(unread, 'group')} whose numbers are not known` : sum
}
