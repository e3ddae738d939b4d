import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { abandonedReadError, currentRead } from '#server/concurrency/run-as-read.ts'
import { PreparedStatements } from './prepared-statements.ts'
import type { PrioritySemaphore } from '#server/concurrency/priority-semaphore.ts'

interface PriorityPoolOptions {
  /** For check-ins, writes and whatever else is no read. */
  pool: Pool
  /** For reads (`runAsRead`); the same pool where there is only one connection. */
  readPool: Pool
  /** Limits concurrent reads. */
  readSemaphore: PrioritySemaphore
  /** The same one where check-ins and writes wait for the same connection; null where they have their own. */
  urgentSemaphore: PrioritySemaphore | null
  /** Takes a connection from a pool. */
  connect: (pool: Pool) => Promise<PoolClient>
  /** Stops the statement of a read that nobody waits for any more; null where the database can't. */
  cancel: ((client: PoolClient) => Promise<void>) | null
}

/**
 * Gives check-ins and writes connections of their own, or at least precedence: reads wait for each other, and behind a
 * check-in. A read that nobody waits for any more leaves its queue and begins no other statement.
 */
export function createPriorityPool({
  pool,
  readPool,
  readSemaphore,
  urgentSemaphore,
  connect,
  cancel,
}: PriorityPoolOptions): PostgresPool {
  const prepared = new PreparedStatements()

  async function connectUrgent(): Promise<PostgresPoolClient> {
    const releaseSlot = urgentSemaphore ? await urgentSemaphore.acquire({ urgent: true }) : () => {}
    const client = await connectWithSlot(() => connect(pool), releaseSlot)
    return {
      query: prepared.queryOf(client),
      release: () => {
        client.release()
        releaseSlot()
      },
    }
  }

  async function connectRead(signal: AbortSignal): Promise<PostgresPoolClient> {
    const releaseSlot = await readSemaphore.acquire({ urgent: false, signal })
    const client = await connectWithSlot(() => connect(readPool), releaseSlot)
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
            ? Promise.reject(abandonedReadError(signal))
            : Reflect.apply(query, thisArgument, values),
      }),
      release: () => {
        signal.removeEventListener('abort', abandon)
        client.release(isCancelled)
        releaseSlot()
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

/** Releases the slot where there is no connection to be had. */
async function connectWithSlot(
  connect: () => Promise<PoolClient>,
  releaseSlot: () => void,
): Promise<PoolClient> {
  try {
    return await connect()
  } catch (error) {
    releaseSlot()
    throw error
  }
}

/** What Kysely sends to end a transaction whose work has failed. */
const ROLLBACK = 'rollback'
