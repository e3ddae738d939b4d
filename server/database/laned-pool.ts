import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { abandonedRead, currentRead } from '#server/concurrency/run-as-read.ts'
import { PreparedStatements } from './prepared-statements.ts'
import type { Turns } from '#server/concurrency/turns.ts'

interface Lanes {
  /** For check-ins, writes and whatever else is no read. */
  pool: Pool
  /** For reads (`runAsRead`); the same pool where there is only one connection. */
  readPool: Pool
  /** Whose turn it is to read. */
  readTurns: Turns
  /** The same turns where check-ins and writes wait for the same connection; null where they have their own. */
  urgentTurns: Turns | null
  /** Takes a connection from a pool. */
  connect: (pool: Pool) => Promise<PoolClient>
  /** Stops the statement of a read that nobody waits for any more; null where the database can't. */
  cancel: ((client: PoolClient) => Promise<void>) | null
}

/**
 * Gives check-ins and writes connections, or at least turns, of their own: reads wait for each other, and behind a
 * check-in. A read that nobody waits for any more leaves its queue and begins no other statement.
 */
export function createLanedPool({
  pool,
  readPool,
  readTurns,
  urgentTurns,
  connect,
  cancel,
}: Lanes): PostgresPool {
  const prepared = new PreparedStatements()

  async function connectUrgent(): Promise<PostgresPoolClient> {
    const endTurn = urgentTurns ? await urgentTurns.take({ urgent: true }) : () => {}
    const client = await connectInTurn(() => connect(pool), endTurn)
    return {
      query: prepared.queryOf(client),
      release: () => {
        client.release()
        endTurn()
      },
    }
  }

  async function connectRead(signal: AbortSignal): Promise<PostgresPoolClient> {
    const endTurn = await readTurns.take({ urgent: false, signal })
    const client = await connectInTurn(() => connect(readPool), endTurn)
    // A cancellation that comes late must not stop the statement of whoever gets the connection next.
    let isCancelled = false
    const abandon = () => {
      isCancelled = cancel !== null
      void cancel?.(client).catch(() => {})
    }
    signal.addEventListener('abort', abandon, { once: true })
    return {
      query: new Proxy(client.query.bind(client), {
        apply: (query, thisArgument, values: unknown[]): unknown =>
          signal.aborted && values[0] !== ROLLBACK
            ? Promise.reject(abandonedRead(signal))
            : Reflect.apply(query, thisArgument, values),
      }),
      release: () => {
        signal.removeEventListener('abort', abandon)
        client.release(isCancelled)
        endTurn()
      },
    }
  }

  return {
    connect: () => {
      const read = currentRead()
      return read ? connectRead(read.signal) : connectUrgent()
    },
    end: async () => {
      await Promise.all([...new Set([pool, readPool])].map((one) => one.end()))
    },
  }
}

/** Ends the turn where there is no connection to be had. */
async function connectInTurn(connect: () => Promise<PoolClient>, endTurn: () => void): Promise<PoolClient> {
  try {
    return await connect()
  } catch (error) {
    endTurn()
    throw error
  }
}

/** What Kysely sends to end a transaction whose work has failed. */
const ROLLBACK = 'rollback'
