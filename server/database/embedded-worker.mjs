// Runs PostgreSQL for one process in this worker thread. Plain JavaScript, since Node 20 runs no TypeScript in a worker,
// and a loader would make every start 0.2 s longer.
import { setFlagsFromString } from 'node:v8'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { parentPort, workerData } from 'node:worker_threads'

// V8 would compile much of PostgreSQL a second time while it starts, for a third of that time. With such a budget a function
// is compiled again only after it has run for long; reads and check-ins are as fast (`npm run bench -- --embedded`).
setFlagsFromString('--wasm-tiering-budget=2000000000')

/**
 * @import { MessagePort } from 'node:worker_threads'
 * @import { EmbeddedWorkerData, FromWorker, ToWorker } from './embedded-messages.ts'
 */

/** First byte of the protocol message that ends a connection. */
const TERMINATE = 'X'.charCodeAt(0)
const QUERY = 'Q'.charCodeAt(0)

/** PostgreSQL's last fatal message, which says why it failed. */
let lastFatalMessage = ''

/** @type {EmbeddedWorkerData} */
const { directory, template } = workerData
const pglite = await PGlite.create({
  extensions: { pg_trgm },
  ...(directory === null ? {} : { dataDir: directory }),
  ...(template === null ? {} : { loadDataDir: new Blob([template]) }),
  onStderr: (line) => {
    lastFatalMessage = /(?:PANIC|FATAL): +(.*)/.exec(line)?.[1] ?? lastFatalMessage
    return false
  },
}).catch((/** @type {unknown} */ error) => {
  throw new Error(lastFatalMessage || String(error), { cause: error })
})

/** The exit status with which PostgreSQL leaves a failed statement and continues. */
const STATEMENT_FAILED = 100

// PGlite treats every exception as a failed statement, and would continue with a PostgreSQL that has aborted.
/* oxlint-disable no-underscore-dangle -- PostgreSQL's own names */
const { Module } = pglite
const mainLoopOnce = Module._PostgresMainLoopOnce.bind(Module)
Module._PostgresMainLoopOnce = () => {
  try {
    mainLoopOnce()
  } catch (error) {
    if (!(error instanceof Object && 'status' in error && error.status === STATEMENT_FAILED)) {
      post({ kind: 'broken', reason: lastFatalMessage || String(error) })
      process.exit(1)
    }
    throw error
  }
}
/* oxlint-enable no-underscore-dangle */

// Databases that are never opened are never vacuumed; their old transaction ids would one day stop this server.
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
function post(message, transfer = []) {
  parentPort?.postMessage(message, transfer)
}

/**
 * PostgreSQL's response to whole protocol messages. Read from the stream, since PGlite's other functions also parse the
 * response and keep the result in memory for ever.
 * @param {Uint8Array} messages
 */
async function execute(messages) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const chunks = []
  // Copied, since the bytes are PostgreSQL's own memory, which it overwrites.
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
 * Connections follow each other in a single session, so what one left open (a transaction, a prepared statement) is
 * cleared before the next.
 * @param {MessagePort} port
 */
async function serve(port) {
  await execute(query('rollback'))
  await execute(query('discard all'))
  // As in connect-postgres.ts: pages are in memory.
  await execute(query('set random_page_cost = 1.1'))
  port.on('message', (/** @type {Uint8Array} */ messages) => {
    if (messages[0] === TERMINATE) port.close()
    else void respond(port, messages)
  })
}

/**
 * @param {MessagePort} port
 * @param {Uint8Array} messages
 */
async function respond(port, messages) {
  const bytes = await execute(messages)
  port.postMessage(bytes, [bytes.buffer])
}

async function dump() {
  const files = await (await pglite.dumpDataDir('none')).arrayBuffer()
  post({ kind: 'dump', files }, [files])
}

async function close() {
  await pglite.close()
  post({ kind: 'closed' })
}

parentPort?.on('message', (/** @type {ToWorker} */ message) => {
  if (message.kind === 'connection') void serve(message.port)
  else if (message.kind === 'dump') void dump()
  else void close()
})
post({ kind: 'ready' })
