import type { VersionTimeline } from '#contract/group-statistics.ts'
import { compareVersions } from '#contract/version-order.ts'

interface Sampled {
  /** How many groups were sampled, those with the most nodes; absent where all were. */
  largest?: number
}

/** Since when enough of a channel's nodes run a version, by the timelines of its groups. */
export type Soak =
  /** Since a time (ms) without interruption; `atLeast`: since the timelines begin, so possibly longer. */
  | ({ kind: 'reached'; since: number; atLeast: boolean } & Sampled)
  | ({ kind: 'not-reached' } & Sampled)
  | { kind: 'loading' }
  | { kind: 'unknown'; why: string }

/**
 * Since when `share` of the nodes run the version or a newer one without interruption. A point without nodes interrupts.
 * @param timelines one for each group, with about the same points: each is read at its latest point up to a time
 */
export function soakTime(
  timelines: readonly VersionTimeline[],
  version: string,
  share: number,
): Extract<Soak, { kind: 'reached' | 'not-reached' }> {
  const groups = timelines.map((timeline) => pointsOf(timeline, version))
  const times = [...new Set(groups.flatMap((points) => points.map(({ time }) => time)))].toSorted(
    (a, b) => b - a,
  )
  let since: number | null = null
  for (const time of times) {
    const found = groups.flatMap((points) => points.findLast((point) => point.time <= time) ?? [])
    const nodes = found.reduce((sum, point) => sum + point.nodes, 0)
    const done = found.reduce((sum, point) => sum + point.atOrAbove, 0)
    if (nodes === 0 || done / nodes < share) break
    since = time
  }
  if (since === null) return { kind: 'not-reached' }
  return { kind: 'reached', since, atLeast: since === times.at(-1) }
}

function pointsOf(timeline: VersionTimeline, version: string) {
  return Object.entries(timeline)
    .map(([time, versions]) => {
      const counts = Object.entries(versions)
      const sum = (of: typeof counts) => of.reduce((all, [, nodes]) => all + nodes, 0)
      return {
        time: Date.parse(time),
        nodes: sum(counts),
        atOrAbove: sum(counts.filter(([one]) => compareVersions(one, version) >= 0)),
      }
    })
    .toSorted((a, b) => a.time - b.time)
}
