import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Makes later readers read again what has been deleted, and nobody now: its page may still be on screen after a navigation,
 * and would read what is gone.
 */
export const markDeleted = (client: QueryClient, queryKey: QueryKey): Promise<void> =>
  client.invalidateQueries({ queryKey, refetchType: 'none' })
