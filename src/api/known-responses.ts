/** A polled response, and the tag by which the server says that nothing has changed. */
interface KnownResponse {
  etag: string
  body: unknown
}

/** More than the reads that one page polls. */
const MAX_KEPT = 30

/**
 * The last responses by path. Platte's server forbids browsers to store them, so the tab keeps those that it polls; the
 * ones used least recently are dropped.
 */
class KnownResponses {
  readonly #responses = new Map<string, KnownResponse>()

  get(path: string): KnownResponse | undefined {
    const known = this.#responses.get(path)
    if (known) this.set(path, known)
    return known
  }

  set(path: string, response: KnownResponse): void {
    // So that the map's order is that of their use.
    this.#responses.delete(path)
    this.#responses.set(path, response)
    const [oldest] = this.#responses.keys()
    if (this.#responses.size > MAX_KEPT && oldest !== undefined) this.#responses.delete(oldest)
  }
}

export const knownResponses = new KnownResponses()
