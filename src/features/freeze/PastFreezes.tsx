import { useQuery } from '@tanstack/react-query'
import { type FreezeState } from '#src/api/active-freeze.ts'
import { pastFreezesQuery } from '#src/api/freezes.ts'
import { Panel } from '#src/ui/Panel.tsx'
import { QueryError } from '#src/ui/QueryError.tsx'
import { PastFreeze } from './PastFreeze.tsx'
import styles from './Freeze.module.css'

interface PastFreezesProps {
  storedIn: FreezeState['storedIn']
  /** The freeze that was just thawed here starts open. */
  endedId: string | undefined
}

/** Thawed freezes with the results of their groups; nothing where there is none. */
export function PastFreezes({ storedIn, endedId }: PastFreezesProps) {
  const freezes = useQuery(pastFreezesQuery(storedIn))
  const { data } = freezes
  if (!data) return <QueryError title="Failed to load earlier freezes" query={freezes} />
  if (data.length === 0) return null
  return (
    <Panel
      title="Earlier freezes"
      note={
        storedIn === 'server' ? 'among the latest 20, newest first' : 'stored in this browser, newest first'
      }
    >
      <div className={styles['form']}>
        {data.map((freeze) => (
          <PastFreeze key={freeze.id} freeze={freeze} isInitiallyOpen={freeze.id === endedId} />
        ))}
      </div>
    </Panel>
  )
}
