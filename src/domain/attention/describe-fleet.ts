import { type GroupState, isRollingOut } from '#src/domain/rollout/group-state.ts'
import { formatMoment, formatRoughMoment } from '#src/lib/format-time.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import type { AttentionKind, AttentionReason } from './attention-reasons.ts'

export interface DescribedGroup {
  state: Pick<GroupState, 'kind'>
  /** Most serious first; undefined where the group's numbers are unknown. */
  reasons: readonly Pick<AttentionReason, 'kind'>[] | undefined
  /** Whether reading its numbers failed, so that they are unknown for longer than a moment. */
  hasFailed: boolean
  /** When its rollout is about done, in ms; null for never, undefined where there is no estimate. */
  doneAt: number | null | undefined
}

/** What a group is counted as, the most serious first: each group once. */
const CATEGORIES = [
  'held',
  'paused-with-failures',
  'frozen-with-failures',
  'paused',
  'frozen',
  'off',
  'failing',
  'stalled',
  'silent',
  'no-package',
  'rolling-out',
  'failed-to-load',
  'loading',
  'without-nodes',
  'up-to-date',
] as const
type Category = (typeof CATEGORIES)[number]

/** The verb phrase after a number, for one group and for several. */
const PHRASES: Record<Exclude<Category, 'rolling-out'>, readonly [one: string, many: string]> = {
  held: ['is stopped by safe mode', 'are stopped by safe mode'],
  'paused-with-failures': ['is paused with failed nodes', 'are paused with failed nodes'],
  'frozen-with-failures': ['is frozen with failed nodes', 'are frozen with failed nodes'],
  paused: ['is paused', 'are paused'],
  frozen: ['is frozen', 'are frozen'],
  off: ['has updates off', 'have updates off'],
  failing: ['has failing nodes', 'have failing nodes'],
  stalled: ['has stalled', 'have stalled'],
  silent: ['has silent nodes', 'have silent nodes'],
  'no-package': ['has nothing to update to', 'have nothing to update to'],
  'failed-to-load': ['failed to load', 'failed to load'],
  loading: ['is still loading', 'are still loading'],
  'without-nodes': ['has no nodes', 'have no nodes'],
  'up-to-date': ['is up to date', 'are up to date'],
}

const NEEDS_SOMEBODY = CATEGORIES.slice(0, CATEGORIES.indexOf('rolling-out'))
const UNKNOWN = ['failed-to-load', 'loading'] as const

interface DescribeOptions {
  /** In ms. */
  now: number
  /** When the numbers were read, in ms, where that is too long ago to pass for now; null where they are current. */
  staleSince: number | null
}

/**
 * The fleet in one sentence that a tired person can act on: "1 group is stopped by safe mode and 1 is paused; 3 are
 * rolling out, the last done about 17:30." Times are in the reader's time zone.
 */
export function describeFleet(
  groups: readonly DescribedGroup[],
  { now, staleSince }: DescribeOptions,
): string {
  if (groups.length === 0) return 'There are no groups yet.'
  const counts = countBy(groups)
  const count = new Counter(counts)
  const urgent = count.list(NEEDS_SOMEBODY)
  const rolling = rollingOut(groups, count, now)
  const clauses = [
    urgent ?? (isAllKnown(counts) && rolling !== null ? 'No group needs attention' : null),
    rolling,
    urgent === null && rolling === null ? describeRest(counts, count) : null,
    count.list(UNKNOWN),
  ].filter((clause) => clause !== null)
  const sentence = `${clauses.join('; ')}.`
  return staleSince === null ? sentence : `As of ${formatMoment(staleSince, now)}: ${sentence}`
}

type Counts = ReadonlyMap<Category, number>

function countBy(groups: readonly DescribedGroup[]): Counts {
  const counts = new Map<Category, number>()
  for (const group of groups) {
    const category = categoryOf(group)
    counts.set(category, (counts.get(category) ?? 0) + 1)
  }
  return counts
}

function categoryOf({ state, reasons, hasFailed }: DescribedGroup): Category {
  if (reasons === undefined) return hasFailed ? 'failed-to-load' : 'loading'
  const has = (...kinds: AttentionKind[]) => reasons.some(({ kind }) => kinds.includes(kind))
  if (state.kind === 'held-by-safe-mode') return 'held'
  if (has('paused', 'paused-with-failures', 'possibly-held')) {
    if (state.kind === 'updates-off') return 'off'
    const isFrozen = state.kind === 'frozen'
    if (has('failing', 'looping', 'paused-with-failures'))
      return isFrozen ? 'frozen-with-failures' : 'paused-with-failures'
    return isFrozen ? 'frozen' : 'paused'
  }
  if (has('failing', 'looping')) return 'failing'
  if (has('stalled')) return 'stalled'
  if (has('silent')) return 'silent'
  if (isRollingOut(state)) return 'rolling-out'
  if (has('no-package')) return 'no-package'
  return state.kind === 'no-nodes' || state.kind === 'no-package' ? 'without-nodes' : 'up-to-date'
}

const isAllKnown = (counts: Counts) => UNKNOWN.every((category) => !counts.has(category))

/** Writes counts with their phrases; only the first one in the sentence says what is counted. */
class Counter {
  readonly #counts: Counts
  #isFirst = true

  constructor(counts: Counts) {
    this.#counts = counts
  }

  /** "2 groups", later "2"; null for none. */
  number(category: Category): string | null {
    const groups = this.#counts.get(category)
    if (groups === undefined) return null
    const words = this.#isFirst ? plural(groups, 'group') : formatNumber(groups)
    this.#isFirst = false
    return words
  }

  /** "1 group is frozen, 2 are paused and 1 has stalled"; null for none. */
  list(categories: readonly Category[]): string | null {
    const parts = categories.flatMap((category) => {
      if (category === 'rolling-out') return []
      const number = this.number(category)
      const [one, many] = PHRASES[category]
      return number === null ? [] : `${number} ${this.#counts.get(category) === 1 ? one : many}`
    })
    return parts.length === 0 ? null : joined(parts)
  }
}

function joined(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

/** "3 are rolling out, the last done about 17:30"; null for none. */
function rollingOut(groups: readonly DescribedGroup[], count: Counter, now: number): string | null {
  const rolling = groups.filter((group) => categoryOf(group) === 'rolling-out')
  const number = count.number('rolling-out')
  if (number === null) return null
  const words = `${number} ${rolling.length === 1 ? 'is' : 'are'} rolling out`
  const ends = rolling.map(({ doneAt }) => doneAt)
  const endless = ends.filter((end) => end === null).length
  if (endless > 0)
    return rolling.length === 1
      ? `${words} but will not finish`
      : `${words}, ${endless} of them will not finish`
  const known = ends.filter((end) => typeof end === 'number')
  if (known.length < rolling.length) return words
  const last = formatRoughMoment(Math.max(...known), now)
  return `${words}, ${rolling.length === 1 ? '' : 'the last '}done about ${last}`
}

/** A fleet in which nothing happens. */
function describeRest(counts: Counts, count: Counter): string | null {
  const upToDate = counts.get('up-to-date') ?? 0
  if (upToDate > 1 && counts.size === 1) return `All ${plural(upToDate, 'group')} are up to date`
  return count.list(['up-to-date', 'without-nodes'])
}
