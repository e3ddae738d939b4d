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
 * An edge of a distributed Nebraska answers 403 to whatever would change something, and tells nobody before: it is known
 * from the first write that is refused so, until the page is loaded anew.
 */
export const writeRefusal = new WriteRefusal()
