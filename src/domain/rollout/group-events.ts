import { ACTIVITY_CLASS, type ActivityEntry } from '#contract/activity.ts'
import { plural } from '#src/lib/format-number.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

/** An event that changed what a group's nodes are offered, or the start or end of its rollout. */
export interface GroupEvent {
  id: string
  kind: 'channel' | 'rollout-started' | 'rollout-finished' | 'failures' | 'change'
  /** In ms. */
  time: number
  /** The new target, or the target of the rollout; empty for none. */
  version: string
  /** Without the time: "Channel stable → 4081.2.1". */
  words: string
}

/**
 * What changed in a group, oldest first: its channel's package, and for each package the first start and the first end
 * of its rollout. The server writes both again whenever a late node updates (docs/protocol.md, “Deciding an update
 * check”, step 13).
 * @param activity entries of the group and of its channel, in any order
 */
export function groupEvents(activity: readonly ActivityEntry[]): GroupEvent[] {
  const rollouts = new Map<string, 'started' | 'finished'>()
  return activity
    .map((entry) => ({ entry, time: Date.parse(entry.created_ts) }))
    .toSorted((a, b) => a.time - b.time || Number(a.entry.id) - Number(b.entry.id))
    .flatMap(({ entry, time }): GroupEvent[] => {
      const { id, version } = entry
      switch (entry.class) {
        case ACTIVITY_CLASS.channelPackageUpdated: {
          rollouts.clear()
          const words = `Channel ${isolateText(entry.channel_name ?? '')} → ${version || 'no package'}`
          return [{ id, kind: 'channel', time, version, words }]
        }
        case ACTIVITY_CLASS.rolloutStarted: {
          if (rollouts.has(version)) return []
          rollouts.set(version, 'started')
          return [{ id, kind: 'rollout-started', time, version, words: `Rollout of ${version} started` }]
        }
        case ACTIVITY_CLASS.rolloutFinished: {
          if (rollouts.get(version) === 'finished') return []
          rollouts.set(version, 'finished')
          return [{ id, kind: 'rollout-finished', time, version, words: `Rollout of ${version} finished` }]
        }
        default:
          return []
      }
    })
}

interface FailureRun {
  id: string
  time: number
  version: string
  count: number
}

/**
 * Failed updates as events, those of one version that follow each other closely as one.
 * @param withinMs how far apart they may be
 * @param isCut whether there are older ones, which may belong to the first of these events
 */
export function failureEvents(
  activity: readonly ActivityEntry[],
  withinMs: number,
  isCut: boolean,
): GroupEvent[] {
  const runs: FailureRun[] = []
  const failures = activity
    .filter((entry) => entry.class === ACTIVITY_CLASS.instanceUpdateFailed)
    .map(({ id, version, created_ts }) => ({ id, version, time: Date.parse(created_ts) }))
    .toSorted((a, b) => a.time - b.time)
  for (const { id, version, time } of failures) {
    const run = runs.findLast((one) => one.version === version)
    if (run && time - run.time <= withinMs) run.count += 1
    else runs.push({ id, time, version, count: 1 })
  }
  const oldest = failures.at(0)?.time ?? 0
  const mayBeginEarlier = (run: FailureRun) =>
    isCut && run.time - oldest <= withinMs && runs.find(({ version }) => version === run.version) === run
  return runs.map((run) => ({
    id: `failures ${run.id}`,
    kind: 'failures',
    time: run.time,
    version: run.version,
    words: `${mayBeginEarlier(run) ? 'At least ' : ''}${plural(run.count, 'update')} to ${run.version} failed`,
  }))
}

/** Events so close together that a chart marks them as one. */
export interface EventMark {
  /** The number on the chart and in the list: "1". */
  label: string
  /** The time of the first event, in ms. */
  time: number
  changes: GroupEvent[]
}

/** A part of the window; marks closer than this would overlap. */
const MIN_DISTANCE = 1 / 25

/** The events of a window, oldest first, numbered for a chart and the list below it. */
export function eventMarks(changes: readonly GroupEvent[], from: number, to: number): EventMark[] {
  const marks: EventMark[] = []
  for (const change of changes) {
    if (change.time < from || change.time > to) continue
    const last = marks.at(-1)
    if (last && change.time - last.time < (to - from) * MIN_DISTANCE) last.changes.push(change)
    else marks.push({ label: String(marks.length + 1), time: change.time, changes: [change] })
  }
  return marks
}
