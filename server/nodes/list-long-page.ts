import type { Kysely } from 'kysely'
import type { Instance } from '#contract/instance.ts'
import { currentRead } from '#server/concurrency/run-as-read.ts'
import { PrioritySemaphore } from '#server/concurrency/priority-semaphore.ts'
import type { Schema } from '#server/database/schema.ts'
import { listNodeKeys, listNodes, type NodePageQuery, readListedNodes } from './node-list-queries.ts'

/** Of a page of nodes. */
export const MAX_NODES = 20_000
/** So that other queries run in between. */
const PIECE = 1000
/** Each holds its whole page in memory. */
const longPages = new PrioritySemaphore(2)

/**
 * A page of nodes. One of more than a thousand is read in pieces: its rows and their order are of one moment, each row is
 * of the moment at which it is read.
 */
export async function listInPieces(
  db: Kysely<Schema>,
  query: NodePageQuery,
): Promise<{ total: number; instances: Instance[] }> {
  if (query.page.limit <= PIECE) return listNodes(db, query)
  const releaseSlot = await longPages.acquire({ urgent: false, ...currentRead() })
  try {
    const { total, rows } = await listNodeKeys(db, query)
    const instances: Instance[] = []
    for (let from = 0; from < rows.length; from += PIECE)
      instances.push(...(await readListedNodes(db, rows.slice(from, from + PIECE), query.filter)))
    return { total, instances }
  } finally {
    releaseSlot()
  }
}
