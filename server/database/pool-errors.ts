import type { Pool } from 'pg'
import type { DatabaseLog } from './connect.ts'

/**
 * A connection that breaks tells the pool while it rests, and only itself while it is in use; without
 * listeners for both, either ends the process. The queries that it carried fail by themselves.
 */
export function listenForErrors(pool: Pool, log: DatabaseLog): Pool {
  pool.on('error', (error) => log(`A connection to the database broke: ${error.message}`))
  pool.on('connect', (client) => {
    client.on('error', () => {})
  })
  return pool
}
