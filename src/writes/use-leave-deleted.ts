import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { applicationsQuery } from '#src/api/applications.ts'

interface Deleted {
  /** The page to go to. */
  to: string
  /** Of what has been deleted. */
  queryKey: QueryKey
  /** Of the list that it was in; the applications are read again in any case. */
  listKey?: QueryKey
}

/**
 * Leaves the page of what has been deleted. Later readers read it again, and nobody now: its page may still be on screen
 * after a navigation, and would read what is gone.
 */
export function useLeaveDeleted(): (deleted: Deleted) => Promise<void> {
  const navigate = useNavigate()
  const client = useQueryClient()
  return async ({ to, queryKey, listKey }) => {
    await navigate(to, { replace: true })
    await client.invalidateQueries({ queryKey, refetchType: 'none' })
    const lists = [applicationsQuery().queryKey, ...(listKey ? [listKey] : [])]
    await Promise.all(lists.map((list) => client.invalidateQueries({ queryKey: list, exact: true })))
  }
}
