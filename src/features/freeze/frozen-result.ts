import type { FrozenGroup } from '#contract/freeze.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import type { Tone } from '#src/ui/tone.ts'

type Result = Pick<FrozenGroup, 'outcome' | 'thaw'> & {
  /** It was paused, and somebody has switched it on since. */
  isResumed?: boolean
}

const RESUMED = { label: 'Resumed by hand', tone: 'neutral' } as const

const FROZEN: Record<FrozenGroup['outcome'], { label: string; tone: Tone }> = {
  waiting: { label: 'Not paused yet', tone: 'neutral' },
  paused: { label: 'Paused', tone: 'waiting' },
  'was-off': { label: 'Off before', tone: 'neutral' },
  gone: { label: 'No longer there', tone: 'neutral' },
  failed: { label: 'Could not be paused', tone: 'bad' },
}

const THAWED: Record<NonNullable<FrozenGroup['thaw']>, { label: string; tone: Tone }> = {
  restored: { label: 'As before', tone: 'good' },
  left: { label: 'Left as it is', tone: 'neutral' },
  gone: { label: 'No longer there', tone: 'neutral' },
  failed: { label: 'Could not be thawed', tone: 'bad' },
}

/** How a group came through the freeze, or through its thaw once that is known. */
export const frozenResult = ({ outcome, thaw, isResumed }: Result): { label: string; tone: Tone } =>
  thaw !== null ? THAWED[thaw] : isResumed && outcome === 'paused' ? RESUMED : FROZEN[outcome]

/** "27 paused, 2 off before, 1 could not be paused": groups by their results, in a fixed order. */
export function resultsInWords(groups: readonly Result[]): string {
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

/** "Left as it is: depots (Kiosk OS)." for groups that a thaw didn't bring back; empty where there are none. */
export function leftInWords(groups: readonly FrozenGroup[]): string {
  const left = groups.filter(({ thaw }) => thaw === 'left')
  if (left.length === 0) return ''
  const names = left.map(({ group_name, application_name }) => `${group_name} (${application_name})`)
  return `Left as ${left.length === 1 ? 'it is' : 'they are'}: ${names.join(', ')}.`
}
