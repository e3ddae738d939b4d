import type { Pool } from 'pg'
import type { DatabaseLog } from './database.ts'

/**
 * Listens for broken connections: an idle one emits its error on the pool, one in use on the client, and without a
 * listener either ends the process. Queries in progress fail by themselves.
 */
export function listenForErrors(pool: Pool, log: DatabaseLog): Pool {
  pool.on('error', (error) => log(`A connection to the database broke: ${error.message}`))
  pool.on('connect', (client) => {
    client.on('error', () => {})
  })
  return pool
}
