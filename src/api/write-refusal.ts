import { createExternalStore } from '#src/lib/external-store.ts'

/** Why the update server refuses every write of this tab. */
export class WriteRefusal {
  readonly #message = createExternalStore<string | null>(null)
  #hasWritten = false

  /** The server's words; null while it is not known to refuse writes. */
  readonly message = this.#message.get

  readonly subscribe = this.#message.subscribe

  /** Where the server took another write, it refuses this one alone. */
  recordForbidden(message: string): void {
    if (!this.#hasWritten) this.#message.set(message)
  }

  recordWritten(): void {
    this.#hasWritten = true
    this.#message.set(null)
  }
}

/**
 * An edge of a distributed Nebraska rejects every write with 403, and reports that nowhere else: it is known from the first
 * rejected write until the page is reloaded.
 */
export const writeRefusal = new WriteRefusal()
