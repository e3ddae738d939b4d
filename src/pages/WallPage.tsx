import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useNavigate } from 'react-router'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { useFleet } from '#src/features/fleet/use-fleet.ts'
import { Wallboard } from '#src/features/fleet/Wallboard.tsx'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { DataAge } from '#src/ui/DataAge.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import styles from './WallPage.module.css'

/** The fleet on a screen on the wall. Escape leads back. */
export function WallPage() {
  const fleet = useFleet()
  const { data: status } = useQuery(platteStatusQuery())
  useLeaveOnEscape()
  return (
    <div className={styles['wall']}>
      <PageHeading
        title={routes.fleet.title}
        documentTitle="Wallboard"
        note={
          <>
            {fleet.applications.data && plural(fleet.rows.length, 'group')}
            {status?.demo && ' · demo: these nodes are simulated'}
            {status?.update_server && ` · ${status.update_server}`}
            {fleet.oldestReadAt > 0 && ' · '}
            <DataAge updatedAt={fleet.oldestReadAt} />
          </>
        }
        actions={
          <Link to={routes.fleet.url()} className={styles['leave']}>
            Leave the wallboard (Esc)
          </Link>
        }
      />
      <Wallboard fleet={fleet} />
    </div>
  )
}

function useLeaveOnEscape(): void {
  const navigate = useNavigate()
  useEffect(() => {
    const leave = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') void navigate(routes.fleet.url())
    }
    window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [navigate])
}
