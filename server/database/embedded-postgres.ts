import { once } from 'node:events'
import { type MessagePort, Worker } from 'node:worker_threads'
import { EmbeddedConnection } from './embedded-connection.ts'
import type { EmbeddedWorkerData, FromWorker, ToWorker } from './embedded-messages.ts'

/** PostgreSQL in a worker thread. */
export interface EmbeddedPostgres {
  /** What `pg` uses in a socket's stead. PostgreSQL has one session: open one at a time. */
  connection(): EmbeddedConnection
  close(): Promise<void>
  /** Called once when the worker dies of itself; nothing works from then on. */
  onLost(listener: (error: Error) => void): void
}

/** Throws when the files can't be opened. */
export async function startEmbeddedPostgres(data: EmbeddedWorkerData): Promise<EmbeddedPostgres> {
  const entry = new URL('./embedded-worker.mjs', import.meta.url)
  const worker = new Worker(entry, { workerData: data, execArgv: [] })
  const tell = (message: ToWorker, ports: readonly MessagePort[] = []) => worker.postMessage(message, ports)

  await nextMessage(worker, 'ready')

  let open: EmbeddedConnection | null = null
  let closing = false
  let lost: Error | null = null
  const listeners: ((error: Error) => void)[] = []
  const lose = (error: Error) => {
    if (closing || lost) return
    lost = error
    open?.destroy(error)
    for (const listener of listeners) listener(error)
  }
  worker.on('error', lose)
  worker.on('exit', (code) => lose(new Error(`The embedded database's worker ended (${code}).`)))

  return {
    connection() {
      open = new EmbeddedConnection((port) => tell({ kind: 'connection', port }, [port]))
      if (lost) open.destroy(lost)
      return open
    },
    async close() {
      if (closing) return
      closing = true
      if (!lost) {
        tell({ kind: 'close' })
        await nextMessage(worker, 'closed')
      }
      await worker.terminate()
    },
    onLost(listener) {
      if (lost) listener(lost)
      else listeners.push(listener)
    },
  }
}

async function nextMessage(worker: Worker, kind: FromWorker['kind']): Promise<void> {
  const ended = new AbortController()
  const exit = once(worker, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`The embedded database's worker ended (${code}).`)
  })
  exit.catch(() => {})
  try {
    const [message]: FromWorker[] = await Promise.race([once(worker, 'message'), exit])
    if (message?.kind !== kind) throw new Error(`Expected ${kind} of the embedded database's worker.`)
  } finally {
    ended.abort()
  }
}
