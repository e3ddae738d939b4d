// PostgreSQL for one process, in this worker thread. Plain JavaScript, since Node 20 runs no TypeScript in a
// worker, and a loader for it would make every start 0.2 s longer.
import { PGlite } from '@electric-sql/pglite'
import { parentPort, workerData } from 'node:worker_threads'

/**
 * @import { MessagePort } from 'node:worker_threads'
 * @import { EmbeddedWorkerData, FromWorker, ToWorker } from './embedded-messages.ts'
 */

/** First byte of the protocol message with which a client takes its leave. */
const TERMINATE = 'X'.charCodeAt(0)
const QUERY = 'Q'.charCodeAt(0)

/** What PostgreSQL said when it gave up. */
let lastWords = ''

/** @type {EmbeddedWorkerData} */
const { directory, template } = workerData
const pglite = await PGlite.create({
  ...(directory === null ? {} : { dataDir: directory }),
  ...(template === null ? {} : { loadDataDir: new Blob([template]) }),
  onStderr: (line) => {
    lastWords = /(?:PANIC|FATAL): +(.*)/.exec(line)?.[1] ?? lastWords
    return false
  },
}).catch((/** @type {unknown} */ error) => {
  throw new Error(lastWords || String(error), { cause: error })
})

/** With this status PostgreSQL leaves a statement that failed, and goes on. */
const STATEMENT_FAILED = 100

// PGlite takes every exception for a failed statement, and would go on for ever with a PostgreSQL that has aborted.
/* oxlint-disable no-underscore-dangle -- PostgreSQL's own names */
const { Module } = pglite
const mainLoopOnce = Module._PostgresMainLoopOnce.bind(Module)
Module._PostgresMainLoopOnce = () => {
  try {
    mainLoopOnce()
  } catch (error) {
    if (!(error instanceof Object && 'status' in error && error.status === STATEMENT_FAILED)) {
      tell({ kind: 'broken', reason: lastWords || String(error) })
      process.exit(1)
    }
    throw error
  }
}
/* oxlint-enable no-underscore-dangle */

// Databases that nobody opens, nobody vacuums: their old transaction ids would one day stop this one.
/** @type {{ rows: { name: string }[] }} */
const others = await pglite.query(
  'select datname as name from pg_database where datname <> current_database()',
)
for (const { name } of others.rows) {
  await pglite.query('update pg_database set datistemplate = false where datname = $1', [name])
  await pglite.query(`drop database ${name}`)
}

/**
 * @param {FromWorker} message
 * @param {ArrayBuffer[]} [transfer]
 */
function tell(message, transfer = []) {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is a window's, not a worker's
  parentPort?.postMessage(message, transfer)
}

/**
 * Runs a statement whose answer doesn't matter.
 * @param {string} statement
 */
function run(statement) {
  const text = Buffer.from(`${statement}\0`)
  const message = Buffer.alloc(5 + text.length)
  message.writeUInt8(QUERY, 0)
  message.writeInt32BE(4 + text.length, 1)
  text.copy(message, 5)
  pglite.execProtocolRawSync(message)
}

/**
 * There is one session for all connections, which follow each other: what one left open (a
 * transaction, a prepared statement) must not meet the next.
 * @param {MessagePort} port
 */
function serve(port) {
  run('rollback')
  run('discard all')
  port.on('message', (/** @type {Uint8Array} */ message) => {
    if (message[0] === TERMINATE) {
      port.close()
      return
    }
    const answer = pglite.execProtocolRawSync(message).slice()
    port.postMessage(answer, [answer.buffer])
  })
}

async function dump() {
  const files = await (await pglite.dumpDataDir('none')).arrayBuffer()
  tell({ kind: 'dump', files }, [files])
}

async function close() {
  await pglite.close()
  tell({ kind: 'closed' })
}

parentPort?.on('message', (/** @type {ToWorker} */ message) => {
  if (message.kind === 'connection') serve(message.port)
  else if (message.kind === 'dump') void dump()
  else void close()
})
tell({ kind: 'ready' })
