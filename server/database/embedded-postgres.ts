import { once } from 'node:events'
import { type MessagePort, Worker } from 'node:worker_threads'
import { EmbeddedConnection } from './embedded-connection.ts'
import type { EmbeddedWorkerData, FromWorker, ToWorker } from './embedded-messages.ts'

/** PostgreSQL in a worker thread. */
export interface EmbeddedPostgres {
  /** What `pg` uses in a socket's stead. There is one session: open one at a time. */
  connection(): EmbeddedConnection
  /** All files, to start another one from. */
  dump(): Promise<Uint8Array>
  close(): Promise<void>
  /** Called once when the worker dies of itself; nothing works from then on. */
  onLost(listener: (error: Error) => void): void
}

/** Throws when the files can't be opened. */
export async function startEmbeddedPostgres(data: EmbeddedWorkerData): Promise<EmbeddedPostgres> {
  const worker = new Worker(new URL('./embedded-worker.mjs', import.meta.url), {
    workerData: data,
    execArgv: [],
  })
  await answerOf(worker, 'ready')

  const tell = (message: ToWorker, ports: MessagePort[] = []) => worker.postMessage(message, ports)
  const listeners: ((error: Error) => void)[] = []
  let open: EmbeddedConnection | null = null
  let state: { kind: 'running' } | { kind: 'closing' } | { kind: 'lost'; error: Error } = { kind: 'running' }
  const lose = (reason: string) => {
    if (state.kind !== 'running') return
    const error = new Error(`The embedded database broke down: ${reason}`)
    state = { kind: 'lost', error }
    open?.destroy(error)
    for (const listener of listeners) listener(error)
  }
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'broken') lose(message.reason)
  })
  worker.on('error', (error) => lose(String(error)))
  worker.on('exit', (code) => lose(`its thread ended with ${code}`))

  return {
    connection() {
      open = new EmbeddedConnection((port) => tell({ kind: 'connection', port }, [port]))
      if (state.kind === 'lost') open.destroy(state.error)
      return open
    },
    async dump() {
      tell({ kind: 'dump' })
      return new Uint8Array((await answerOf(worker, 'dump')).files)
    },
    async close() {
      if (state.kind === 'closing') return
      if (state.kind === 'running') {
        state = { kind: 'closing' }
        tell({ kind: 'close' })
        await answerOf(worker, 'closed')
      }
      await worker.terminate()
    },
    onLost(listener) {
      if (state.kind === 'lost') listener(state.error)
      else listeners.push(listener)
    },
  }
}

type Answer<Kind> = Extract<FromWorker, { kind: Kind }>

/** The worker's next message, which must be of that kind; throws when the worker dies first. */
async function answerOf<Kind extends FromWorker['kind']>(worker: Worker, kind: Kind): Promise<Answer<Kind>> {
  const answered = new AbortController()
  const { signal } = answered
  const died = once(worker, 'exit', { signal }).then(() => {
    throw new Error('The embedded database ended before it answered.')
  })
  died.catch(() => {})
  try {
    const [message]: FromWorker[] = await Promise.race([once(worker, 'message', { signal }), died])
    if (message && isAnswer(message, kind)) return message
    throw new Error(`The embedded database answered ${message?.kind}, not ${kind}.`)
  } finally {
    answered.abort()
  }
}

function isAnswer<Kind extends FromWorker['kind']>(message: FromWorker, kind: Kind): message is Answer<Kind> {
  return message.kind === kind
}
