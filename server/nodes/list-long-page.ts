import type { Kysely } from 'kysely'
import type { Instance } from '#contract/instance.ts'
import { currentRead } from '#server/concurrency/run-as-read.ts'
import { Turns } from '#server/concurrency/turns.ts'
import type { Schema } from '#server/database/schema.ts'
import { listNodeKeys, listNodes, type NodePageQuery, readListedNodes } from './node-list-queries.ts'

/** Of a page of nodes. */
export const MOST_NODES = 20_000
/** So that other queries have their turn in between. */
const PIECE = 1000
/** Each holds its whole page in memory. */
const longPages = new Turns(2)

/**
 * A page of nodes. One of more than a thousand is read in pieces: its rows and their order are of one moment, each row is
 * of the moment at which it is read.
 */
export async function listInPieces(
  db: Kysely<Schema>,
  query: NodePageQuery,
): Promise<{ total: number; instances: Instance[] }> {
  if (query.page.limit <= PIECE) return listNodes(db, query)
  const endTurn = await longPages.take({ urgent: false, ...currentRead() })
  try {
    const { total, rows } = await listNodeKeys(db, query)
    const instances: Instance[] = []
    for (let from = 0; from < rows.length; from += PIECE)
      // oxlint-disable-next-line no-await-in-loop -- one piece after the other
      instances.push(...(await readListedNodes(db, rows.slice(from, from + PIECE), query.filter)))
    return { total, instances }
  } finally {
    endTurn()
  }
}
