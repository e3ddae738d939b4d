import type { PoolClient } from 'pg'

/** What is built for one occasion isn't worth preparing. */
const PREPARED_FROM_TIME = 3
/** Each connection keeps the plan of each. */
const MAX_PREPARED = 200
const MAX_COUNTED = 1000

/**
 * Which statements PostgreSQL prepares: those that come again and again, as each check-in's do. It parses and plans them
 * once for a connection then, and not each time.
 */
export class PreparedStatements {
  readonly #names = new Map<string, string>()
  /** How often other statements have come. */
  readonly #times = new Map<string, number>()

  /** The connection's `query`, with names for the statements that are to be prepared. */
  queryOf(client: PoolClient): PoolClient['query'] {
    return new Proxy(client.query.bind(client), {
      apply: (query, thisArgument, [text, values]: unknown[]): unknown => {
        const name = typeof text === 'string' && hasValues(values) ? this.nameOf(text) : undefined
        const named = name === undefined ? [text, values] : [{ name, text, values }]
        return Reflect.apply(query, thisArgument, named)
      },
    })
  }

  /** Undefined for a statement that is not to be prepared. */
  nameOf(text: string): string | undefined {
    const name = this.#names.get(text)
    if (name !== undefined || this.#names.size === MAX_PREPARED) return name
    const times = (this.#times.get(text) ?? 0) + 1
    return times < PREPARED_FROM_TIME ? this.#count(text, times) : this.#prepare(text)
  }

  #count(text: string, times: number): undefined {
    if (this.#times.size === MAX_COUNTED) this.#times.clear()
    this.#times.set(text, times)
  }

  #prepare(text: string): string {
    this.#times.delete(text)
    const name = `platte_${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}

/** One without, such as `commit`, takes a single message, and no plan. */
const hasValues = (values: unknown): boolean => Array.isArray(values) && values.length > 0
