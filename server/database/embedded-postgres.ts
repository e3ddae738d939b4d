import { once } from 'node:events'
import { type MessagePort, Worker } from 'node:worker_threads'
import { DatabaseUnavailableError } from '#server/errors/database-failure.ts'
import { EmbeddedConnection } from './embedded-connection.ts'
import type { EmbeddedWorkerData, FromWorker, ToWorker } from './embedded-messages.ts'

/** PostgreSQL in a worker thread. */
export interface EmbeddedPostgres {
  /** The stream that `pg` uses as its socket. There is one session, so open one at a time. */
  connection(): EmbeddedConnection
  /** The files as a tar archive, to start another one from. */
  dump(): Promise<Uint8Array>
  close(): Promise<void>
  /** The listener is called once when the worker fails; no query works from then on. */
  onFailure(listener: (error: Error) => void): void
}

/** Throws when the files can't be opened. */
export async function startEmbeddedPostgres(data: EmbeddedWorkerData): Promise<EmbeddedPostgres> {
  const worker = new Worker(new URL('./embedded-worker.mjs', import.meta.url), {
    workerData: data,
    execArgv: [],
  })
  await nextMessage(worker, 'ready')

  const send = (message: ToWorker, ports: MessagePort[] = []) => worker.postMessage(message, ports)
  const listeners: ((error: Error) => void)[] = []
  let open: EmbeddedConnection | null = null
  let state: { kind: 'running' } | { kind: 'closing' } | { kind: 'failed'; error: Error } = {
    kind: 'running',
  }
  const fail = (reason: string) => {
    if (state.kind !== 'running') return
    const error = new DatabaseUnavailableError(`The embedded database failed: ${reason}`)
    state = { kind: 'failed', error }
    open?.destroy(error)
    for (const listener of listeners) listener(error)
  }
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'broken') fail(message.reason)
  })
  worker.on('error', (error) => fail(String(error)))
  worker.on('exit', (code) => fail(`its thread ended with exit code ${code}`))

  return {
    connection() {
      open = new EmbeddedConnection((port) => send({ kind: 'connection', port }, [port]))
      if (state.kind === 'failed') open.destroy(state.error)
      return open
    },
    async dump() {
      send({ kind: 'dump' })
      return new Uint8Array((await nextMessage(worker, 'dump')).files)
    },
    async close() {
      if (state.kind === 'closing') return
      if (state.kind === 'running') {
        state = { kind: 'closing' }
        send({ kind: 'close' })
        await nextMessage(worker, 'closed')
      }
      await worker.terminate()
    },
    onFailure(listener) {
      if (state.kind === 'failed') listener(state.error)
      else listeners.push(listener)
    },
  }
}

type Message<Kind> = Extract<FromWorker, { kind: Kind }>

/** The worker's next message. Throws where it is of another kind, or the worker ends first. */
async function nextMessage<Kind extends FromWorker['kind']>(
  worker: Worker,
  kind: Kind,
): Promise<Message<Kind>> {
  const received = new AbortController()
  const { signal } = received
  const ended = once(worker, 'exit', { signal }).then(() => {
    throw new Error('The embedded database ended before it responded.')
  })
  ended.catch(() => {})
  try {
    const [message]: FromWorker[] = await Promise.race([once(worker, 'message', { signal }), ended])
    if (message && isMessage(message, kind)) return message
    throw new Error(`The embedded database sent ${message?.kind} instead of ${kind}.`)
  } finally {
    received.abort()
  }
}

function isMessage<Kind extends FromWorker['kind']>(
  message: FromWorker,
  kind: Kind,
): message is Message<Kind> {
  return message.kind === kind
}
