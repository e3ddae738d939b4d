import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'

/** Says that the server refuses machines, which no group shows. */
export function RefusedNotice() {
  const { data: status } = useQuery(platteStatusQuery())
  const refused = status?.refused_check_ins ?? 0
  if (refused === 0) return null
  return (
    <Notice tone="waiting" actions={<Link to={routes.refusedCheckIns.url()}>List refused check-ins</Link>}>
      The server refused {plural(refused, 'machine')} in the last 24 hours.{' '}
      {refused === 1 ? 'It gets' : 'They get'} no updates and {refused === 1 ? 'is' : 'are'} in no list of
      nodes.
    </Notice>
  )
}
