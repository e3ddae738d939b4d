import { useMemo, useState } from 'react'
import type { Freeze } from '#contract/freeze.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { NameList } from '#src/ui/NameList.tsx'
import styles from './Freeze.module.css'
import { summarizeResults } from './frozen-result.ts'
import { FrozenGroupsTable } from './FrozenGroupsTable.tsx'

interface PastFreezeProps {
  freeze: Freeze
  isInitiallyOpen: boolean
}

/** One thawed freeze: who made it, when and why, and the result of each group. */
export function PastFreeze({ freeze, isInitiallyOpen }: PastFreezeProps) {
  const [isOpen, setOpen] = useState(isInitiallyOpen)
  const { created_ts, thawed_ts, thawed_by, actor, reason, exceptions, groups } = freeze
  const rows = useMemo(() => groups.map((group) => ({ group, recordError: undefined })), [groups])
  const began = formatTime(Date.parse(created_ts))
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles['summary']}>
        <strong>
          {began} by <bdi>{actor}</bdi>
        </strong>
        {reason !== '' && (
          <>
            : <bdi>{reason}</bdi>
          </>
        )}
        {thawed_ts !== null && ` – until ${formatTime(Date.parse(thawed_ts))}`}
        {typeof thawed_by === 'string' && (
          <>
            , thawed by <bdi>{thawed_by}</bdi>
          </>
        )}{' '}
        – {summarizeResults(groups)}
      </summary>
      {isOpen && (
        <>
          {exceptions.length > 0 && (
            <p className={styles['small']}>
              Left out: <NameList names={exceptions.map(({ group_name }) => group_name)} max={Infinity} />.
            </p>
          )}
          <FrozenGroupsTable label={`Results of the freeze of ${began}`} rows={rows} onRetry={undefined} />
        </>
      )}
    </details>
  )
}
