import type { Application } from '#contract/application.ts'
import type { FrozenGroup } from '#contract/freeze.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import type { Tone } from '#src/ui/tone.ts'

type Result = Pick<FrozenGroup, 'outcome' | 'thaw'> & {
  /** It was paused, and someone has resumed it since. */
  isResumed?: boolean
}

const RESUMED = { label: 'Resumed by hand', tone: 'neutral' } as const

const FROZEN: Record<FrozenGroup['outcome'], { label: string; tone: Tone }> = {
  waiting: { label: 'Not paused yet', tone: 'neutral' },
  paused: { label: 'Paused', tone: 'waiting' },
  'was-off': { label: 'Already off', tone: 'neutral' },
  gone: { label: 'Deleted', tone: 'neutral' },
  failed: { label: 'Failed to pause', tone: 'bad' },
}

const THAWED: Record<NonNullable<FrozenGroup['thaw']>, { label: string; tone: Tone }> = {
  restored: { label: 'Restored', tone: 'good' },
  left: { label: 'Left as it is', tone: 'neutral' },
  gone: { label: 'Deleted', tone: 'neutral' },
  failed: { label: 'Failed to thaw', tone: 'bad' },
}

/** The groups of an active freeze, each with whether somebody has resumed it since. */
export function withResumed<Group extends Pick<FrozenGroup, 'group_id'>>(
  groups: readonly Group[],
  applications: readonly Pick<Application, 'groups'>[],
): (Group & { isResumed: boolean })[] {
  const on = new Set(
    applications.flatMap(({ groups }) =>
      (groups ?? []).flatMap(({ id, policy_updates_enabled: isOn }) => (isOn ? id : [])),
    ),
  )
  return groups.map((group) => ({ ...group, isResumed: on.has(group.group_id) }))
}

/** The result of a group's freeze, or of its thaw once it has one. */
export const frozenResult = ({ outcome, thaw, isResumed }: Result): { label: string; tone: Tone } =>
  thaw !== null ? THAWED[thaw] : isResumed && outcome === 'paused' ? RESUMED : FROZEN[outcome]

/** "27 paused, 2 already off, 1 failed to pause": groups by their results, in a fixed order. */
export function summarizeResults(groups: readonly Result[]): string {
  const counts = new Map<string, number>()
  const labels = [
    FROZEN.waiting,
    FROZEN.paused,
    RESUMED,
    ...Object.values(FROZEN),
    ...Object.values(THAWED),
  ].map(({ label }) => label)
  for (const group of groups) {
    const { label } = frozenResult(group)
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return [...new Set(labels)]
    .flatMap((label) => {
      const count = counts.get(label)
      return count === undefined ? [] : `${formatNumber(count)} ${label.toLowerCase()}`
    })
    .join(', ')
}

/** "Thawed: 8 groups restored; 2 stay paused as before." Groups that the operator left as they are come apart. */
export function describeThaw(groups: readonly FrozenGroup[]): string {
  const restored = groups.filter(({ thaw }) => thaw === 'restored').length
  const wasOff = groups.filter(({ outcome }) => outcome === 'was-off').length
  const gone = groups.filter(({ outcome, thaw }) => outcome === 'gone' || thaw === 'gone').length
  const parts = [
    `${plural(restored, 'group')} restored`,
    wasOff > 0 && `${formatNumber(wasOff)} ${wasOff === 1 ? 'stays' : 'stay'} paused as before`,
    gone > 0 && `${formatNumber(gone)} deleted since`,
  ]
  return `Thawed: ${parts.filter(Boolean).join('; ')}.`
}
