import { useQuery } from '@tanstack/react-query'
import { earlierFreezesQuery, type FreezeInForce } from '#src/api/freezes.ts'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { EarlierFreeze } from './EarlierFreeze.tsx'
import styles from './Freeze.module.css'

interface EarlierFreezesProps {
  keptBy: FreezeInForce['keptBy']
  /** The one that has just been thawed here: it is open. */
  endedId: string | undefined
}

/** Freezes that have been thawed, and how their groups came through. Nothing where there was none. */
export function EarlierFreezes({ keptBy, endedId }: EarlierFreezesProps) {
  const { data, isError, error, refetch, isFetching } = useQuery(earlierFreezesQuery(keptBy))
  if (isError && !data) {
    return (
      <ErrorState
        title="Earlier freezes could not be read"
        error={error}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    )
  }
  if (!data || data.length === 0) return null
  return (
    <Panel
      title="Earlier freezes"
      note={keptBy === 'server' ? 'of the latest twenty, newest first' : 'kept in this browser, newest first'}
    >
      <div className={styles['form']}>
        {data.map((freeze) => (
          <EarlierFreeze key={freeze.id} freeze={freeze} isOpenFirst={freeze.id === endedId} />
        ))}
      </div>
    </Panel>
  )
}
