/** Why the update server refuses every write of this tab. */
export class WriteRefusal {
  #message: string | null = null
  #hasWritten = false
  readonly #listeners = new Set<() => void>()

  /** The server's words; null while it is not known to refuse writes. */
  readonly message = (): string | null => this.#message

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Where the server took another write, it refuses this one alone. */
  recordForbidden(message: string): void {
    if (!this.#hasWritten) this.#set(message)
  }

  recordWritten(): void {
    this.#hasWritten = true
    this.#set(null)
  }

  #set(message: string | null): void {
    if (message === this.#message) return
    this.#message = message
    for (const listener of this.#listeners) listener()
  }
}

/**
 * An edge of a distributed Nebraska answers 403 to whatever would change something, and tells nobody before: it is known
 * from the first write that is refused so, until the page is loaded anew.
 */
export const writeRefusal = new WriteRefusal()
