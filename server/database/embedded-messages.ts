import type { MessagePort } from 'node:worker_threads'

export interface EmbeddedWorkerData {
  /** Where PostgreSQL keeps its files; null keeps them in memory. */
  directory: string | null
  /** Files of a database to start from, as a tar archive. */
  template: Uint8Array | null
}

export type ToWorker =
  /** A client of the wire protocol: a message each way is a `Uint8Array` of whole protocol messages. */
  { kind: 'connection'; port: MessagePort } | { kind: 'close' }

export type FromWorker = { kind: 'ready' } | { kind: 'closed' }
