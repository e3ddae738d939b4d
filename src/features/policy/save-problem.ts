import type { Tone } from '#src/ui/tone.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import type { FieldErrors } from './policy-form-errors.ts'
import { type ApplicationContents, refusalInWords } from './policy-refusal.ts'
import type { SaveOutcome } from '#src/api/save-group.ts'

/** Why the form is still open, in words; the messages at fields stand beside. */
export interface SaveProblem {
  tone: Tone
  title: string
  /** More of it; empty when the title or the fields say all. */
  words: string
}

export const INVALID: SaveProblem = {
  tone: 'bad',
  title: 'Nothing was sent: some fields can’t be saved as they are.',
  words: '',
}

export const NOTHING_LEFT: SaveProblem = {
  tone: 'neutral',
  title: 'Nothing is left to save.',
  words: 'You left everything as it is there now.',
}

type OpenOutcome = Exclude<SaveOutcome, { kind: 'saved' | 'changed-meanwhile' }>

/** What an attempt to save came to, when it neither saved nor found a change. */
export function saveProblemOf(
  outcome: OpenOutcome,
  mine: GroupSettings,
  contents: ApplicationContents,
): { problem: SaveProblem; fields: FieldErrors } {
  if (outcome.kind !== 'refused') return { problem: problemInWords(outcome), fields: {} }
  const { fields, general } = refusalInWords(outcome.error, mine, contents)
  return {
    problem: { tone: 'bad', title: 'The server refused. Nothing was changed.', words: general },
    fields,
  }
}

function problemInWords(outcome: Exclude<OpenOutcome, { kind: 'refused' }>): SaveProblem {
  if (outcome.kind === 'not-sent') {
    if (outcome.error === null)
      return { tone: 'neutral', title: 'Stopped before anything was sent. Nothing was changed.', words: '' }
    return {
      tone: 'bad',
      title: 'Nothing was sent: the group could not be read again.',
      words:
        outcome.error.status === 404
          ? 'The group is no longer there; someone may have deleted it.'
          : outcome.error.message,
    }
  }
  const why = outcome.error === null ? 'You stopped waiting' : 'The server did not answer'
  if (outcome.found === 'unreadable')
    return {
      tone: 'bad',
      title: `${why}: the change may or may not have been made.`,
      words:
        'The group could not be read again to find out. Save once more when the server answers: it is sent only if the group still is as it was.',
    }
  return {
    tone: 'waiting',
    title: `${why}. So far the group is as it was.`,
    words:
      'The server may still make the change. Save once more to look again: it is sent only if the group still is as it was.',
  }
}
