import type { MessagePort } from 'node:worker_threads'

export interface EmbeddedWorkerData {
  /** Where PostgreSQL keeps its files; null keeps them in memory. */
  directory: string | null
  /** Files to start from where there are none yet: what `dump` gave. */
  template: Uint8Array | null
}

export type ToWorker =
  /** A client of the wire protocol: a message each way is a `Uint8Array` of whole protocol messages. */
  | { kind: 'connection'; port: MessagePort }
  /** Asks for PostgreSQL's files as a tar archive. */
  | { kind: 'dump' }
  | { kind: 'close' }

export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'dump'; files: ArrayBuffer }
  | { kind: 'closed' }
  /** PostgreSQL has given up; the worker ends. */
  | { kind: 'broken'; reason: string }
