import type { MessagePort } from 'node:worker_threads'

export interface EmbeddedWorkerData {
  /** The directory of PostgreSQL's files; null keeps them in memory. */
  directory: string | null
  /** Files to start from where there are none yet: the result of a `dump`. */
  template: Uint8Array | null
}

export type ToWorker =
  /** A client of the wire protocol. Messages in both directions are `Uint8Array`s of whole protocol messages. */
  | { kind: 'connection'; port: MessagePort }
  /** Requests PostgreSQL's files as a tar archive. */
  | { kind: 'dump' }
  | { kind: 'close' }

export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'dump'; files: ArrayBuffer }
  | { kind: 'closed' }
  /** PostgreSQL has failed; the worker ends. */
  | { kind: 'broken'; reason: string }
