import type { QueryKey } from '@tanstack/react-query'
import type { WriteContext } from '#contract/write-context.ts'

/**
 * Everything a guarded write needs to know about a resource. `Value` is what the server holds, `Settings` the part
 * that a write replaces. Reads and writes go to the server, past every cache.
 */
export interface WritableResource<Value, Settings> {
  /** Unique among resources; identifies the mutation and the notification. */
  key: string
  /** What it is: "group". */
  noun: string
  /** What the user calls it: "Stable". */
  name: string
  /** The write creates it. */
  isNew?: boolean
  read: (signal: AbortSignal) => Promise<Value>
  /** @param from as it was just read */
  write: (settings: Settings, from: Value, context: WriteContext, signal: AbortSignal) => Promise<Value>
  /** False where `read` cannot show whether a write without an answer took effect. */
  canVerify?: boolean
  settingsOf: (value: Value) => Settings
  isSame: (one: Settings, other: Settings) => boolean
  /** The differences in words: "Limit: 20 nodes → 7 nodes". */
  describeChanges?: (from: Settings, to: Settings) => string
  /** Key of the query that holds the resource itself, where there is one. */
  queryKey?: QueryKey
  /** Prefixes of the queries that a write makes stale. */
  invalidates: readonly QueryKey[]
}
