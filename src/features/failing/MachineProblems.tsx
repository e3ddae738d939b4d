import { useQuery } from '@tanstack/react-query'
import type { MouseEvent } from 'react'
import { sharedIdsQuery } from '#src/api/shared-ids.ts'
import { describeFailingInBrief } from '#src/domain/nodes/describe-failing.ts'
import { describeSharedIds } from '#src/domain/nodes/describe-shared-ids.ts'
import { FAILING_NODES_ID } from './FailingNodesNotice.tsx'
import styles from './MachineProblems.module.css'
import { SHARED_IDS_ID } from './SharedIdsNotice.tsx'
import { useFailingNodes } from './use-failing-nodes.ts'

/** What is wrong with single machines, in a few words after the fleet's sentence; they lead to the notices below the groups. */
export function MachineProblems() {
  const failing = useFailingNodes(null)
  const { data: shared } = useQuery(sharedIdsQuery(null))
  return (
    <>
      {failing && failing.total > 0 && (
        <NoticeLink id={FAILING_NODES_ID} words={describeFailingInBrief(failing)} />
      )}
      {shared && shared.total > 0 && (
        <NoticeLink id={SHARED_IDS_ID} words={describeSharedIds(shared.total)} />
      )}
    </>
  )
}

const NoticeLink = ({ id, words }: { id: string; words: string }) => (
  <>
    {' '}
    <a href={`#${id}`} className={styles['link']} onClick={(event) => showNotice(event, id)}>
      {words}
    </a>
    .
  </>
)

/** The address stays that of the list as it is filtered. */
function showNotice(event: MouseEvent, id: string): void {
  event.preventDefault()
  const notice = document.getElementById(id)
  notice?.scrollIntoView({ block: 'center' })
  notice?.focus({ preventScroll: true })
}
