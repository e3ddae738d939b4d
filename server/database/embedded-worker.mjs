// PostgreSQL for one process, in this worker thread. Plain JavaScript, since Node 20 runs no TypeScript in a
// worker, and a loader for it would make every start 0.2 s longer.
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
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
  extensions: { pg_trgm },
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
 * What PostgreSQL answers to whole protocol messages. Read from the stream, since PGlite otherwise parses
 * the answers too, for callers that we aren't, and keeps them for ever.
 * @param {Uint8Array} messages
 */
async function ask(messages) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const chunks = []
  // The bytes are PostgreSQL's own memory, and something else the next moment.
  await pglite.execProtocolRawStream(messages, {
    syncToFs: false,
    onRawData: (bytes) => chunks.push(new Uint8Array(bytes)),
  })
  return concat(chunks)
}

/** @param {Uint8Array<ArrayBuffer>[]} chunks */
function concat(chunks) {
  const [only] = chunks
  if (only && chunks.length === 1) return only
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

/**
 * A statement as a message of the simple query protocol.
 * @param {string} statement
 */
function query(statement) {
  const text = Buffer.from(`${statement}\0`)
  const message = Buffer.alloc(5 + text.length)
  message.writeUInt8(QUERY, 0)
  message.writeInt32BE(4 + text.length, 1)
  text.copy(message, 5)
  return message
}

/**
 * There is one session for all connections, which follow each other: what one left open (a
 * transaction, a prepared statement) must not meet the next.
 * @param {MessagePort} port
 */
async function serve(port) {
  await ask(query('rollback'))
  await ask(query('discard all'))
  // As on a PostgreSQL elsewhere: what is looked up is in memory.
  await ask(query('set random_page_cost = 1.1'))
  port.on('message', (/** @type {Uint8Array} */ messages) => {
    if (messages[0] === TERMINATE) port.close()
    else void answer(port, messages)
  })
}

/**
 * @param {MessagePort} port
 * @param {Uint8Array} messages
 */
async function answer(port, messages) {
  const bytes = await ask(messages)
  port.postMessage(bytes, [bytes.buffer])
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
  if (message.kind === 'connection') void serve(message.port)
  else if (message.kind === 'dump') void dump()
  else void close()
})
tell({ kind: 'ready' })
