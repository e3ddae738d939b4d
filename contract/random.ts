/** A seeded random number generator with the same numbers on every machine. */
export interface Random {
  /** A number from 0 to below 1. */
  next(): number
  /** From `min` to `max`, both included. */
  integer(min: number, max: number): number
  between(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly [T, ...T[]]): T
  /** Picks each value as often as its weight. */
  pickWeighted<T>(list: readonly [Weighted<T>, ...Weighted<T>[]]): T
  /** The waiting time for an event that occurs every `mean` on average. */
  exponential(mean: number): number
  hex(digits: number): string
  uuid(): string
}

export type Weighted<T> = readonly [weight: number, value: T]

/** Different seeds give independent streams: `createRandom(`${seed}/nodes`)`. */
export function createRandom(seed: string): Random {
  const next = mulberry32(hash(seed))
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  const hex = (digits: number) => Array.from({ length: digits }, () => integer(0, 15).toString(16)).join('')
  return {
    next,
    integer,
    between: (min, max) => min + next() * (max - min),
    chance: (probability) => next() < probability,
    pick: (list) => list[integer(0, list.length - 1)] ?? list[0],
    pickWeighted: (list) => {
      let left = next() * list.reduce((sum, [weight]) => sum + weight, 0)
      return (list.find(([weight]) => (left -= weight) < 0) ?? list[0])[1]
    },
    exponential: (mean) => -mean * Math.log(1 - next()),
    hex,
    // The fixed digits are the version and variant of RFC 9562.
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  }
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value
}

/** A generator with 32 bits of state: small, fast and uniform enough for a simulation. */
function mulberry32(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
