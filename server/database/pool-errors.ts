import type { Pool } from 'pg'

/**
 * Listens for broken connections: an idle one emits its error on the pool, one in use on the client, and without a
 * listener either ends the process. Queries in progress fail by themselves.
 */
export function listenForErrors(pool: Pool, onError: (error: Error) => void): Pool {
  pool.on('error', onError)
  pool.on('connect', (client) => {
    client.on('error', onError)
  })
  return pool
}
