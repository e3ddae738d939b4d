import type { AttentionKind } from './attention-reasons.ts'

interface AttentionName {
  /** A word or two, before the count of nodes. */
  label: string
  tone: 'neutral' | 'bad' | 'waiting'
}

/** Short names of reasons, where their sentences do not fit. */
export const ATTENTION_NAMES: Record<AttentionKind, AttentionName> = {
  'held-by-safe-mode': { label: 'In progress', tone: 'bad' },
  failing: { label: 'Failing', tone: 'bad' },
  looping: { label: 'Rolled back or looping', tone: 'bad' },
  stalled: { label: 'Stalled', tone: 'bad' },
  'paused-with-failures': { label: 'Waiting, some failed', tone: 'bad' },
  'possibly-held': { label: 'Possibly held', tone: 'waiting' },
  paused: { label: 'Waiting', tone: 'waiting' },
  silent: { label: 'Silent', tone: 'waiting' },
  'no-package': { label: 'Nothing to update to', tone: 'waiting' },
  behind: { label: 'Behind', tone: 'neutral' },
}
