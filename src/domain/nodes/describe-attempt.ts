import type { AttemptEnding } from './update-attempts.ts'

interface AttemptDescription {
  label: string
  tone: 'neutral' | 'moving' | 'good' | 'bad' | 'waiting'
}

const DESCRIPTIONS: Record<AttemptEnding, AttemptDescription> = {
  waiting: { label: 'Waiting', tone: 'waiting' },
  'in-progress': { label: 'In progress', tone: 'moving' },
  complete: { label: 'Complete', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  'rolled-back': { label: 'Rolled back', tone: 'bad' },
  'timed-out': { label: 'Timed out', tone: 'bad' },
  superseded: { label: 'Superseded', tone: 'neutral' },
  'first-boot': { label: 'First boot', tone: 'neutral' },
}

/** How an update ended, in a word or two. */
export const describeAttempt = (ending: AttemptEnding): AttemptDescription => DESCRIPTIONS[ending]
