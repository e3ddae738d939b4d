import { useMemo, useState } from 'react'
import type { Freeze } from '#contract/freeze.ts'
import { formatTime } from '#src/lib/format-time.ts'
import styles from './Freeze.module.css'
import { resultsInWords } from './frozen-result.ts'
import { FrozenGroups } from './FrozenGroups.tsx'

interface EarlierFreezeProps {
  freeze: Freeze
  isOpenFirst: boolean
}

/** One freeze that is over: who, when, why, and group by group what came of it. */
export function EarlierFreeze({ freeze, isOpenFirst }: EarlierFreezeProps) {
  const [isOpen, setOpen] = useState(isOpenFirst)
  const { created_ts, thawed_ts, actor, reason, exceptions, groups } = freeze
  const rows = useMemo(() => groups.map((group) => ({ group, unkept: undefined })), [groups])
  const began = formatTime(Date.parse(created_ts))
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles['summary']}>
        <strong>
          {began} by {actor}
        </strong>
        {reason !== '' && `: ${reason}`}
        {thawed_ts !== null && ` – until ${formatTime(Date.parse(thawed_ts))}`} – {resultsInWords(groups)}
      </summary>
      {isOpen && (
        <>
          {exceptions.length > 0 && (
            <p className={styles['small']}>
              Left out: {exceptions.map(({ group_name }) => group_name).join(', ')}.
            </p>
          )}
          <FrozenGroups label={`Results of the freeze of ${began}`} rows={rows} onRetry={undefined} />
        </>
      )}
    </details>
  )
}
