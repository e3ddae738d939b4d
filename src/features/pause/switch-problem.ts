import type { GroupSettings } from '#contract/group-settings.ts'
import type { SaveOutcome } from '#src/api/save-group.ts'
import { policyChanges } from '#src/domain/policy/policy-changes.ts'
import type { Tone } from '#src/ui/tone.ts'
import type { SwitchOutcome } from './switch-updates.ts'

/** Why the dialog is still open. */
export interface SwitchProblem {
  tone: Tone
  title: string
  words: string
}

type OpenOutcome = Exclude<SwitchOutcome, { kind: 'saved' | 'saved-beside' }>

/** @param opened the group as the operator saw it */
export function switchProblem(outcome: OpenOutcome, verb: string, opened: GroupSettings): SwitchProblem {
  if (outcome.kind === 'already') {
    const { policy_updates_enabled: on } = outcome.theirs
    const title = `Somebody else has done it already: updates are ${on ? 'on' : 'off'}.`
    return { tone: 'neutral', title, words: 'Nothing was changed.' }
  }
  if (outcome.kind === 'look-again') {
    return {
      tone: 'waiting',
      title: 'Nothing was sent: the group has been changed meanwhile.',
      words: `${changesInWords(opened, outcome.theirs)} That is kept. What is said above goes by it now; press ${verb} once more.`,
    }
  }
  if (outcome.kind === 'refused') {
    return { tone: 'bad', title: 'The server refused. Nothing was changed.', words: outcome.error.message }
  }
  return outcome.kind === 'not-sent' ? notSent(outcome) : unanswered(outcome, verb)
}

function notSent({ error }: Extract<SaveOutcome, { kind: 'not-sent' }>): SwitchProblem {
  if (error === null)
    return { tone: 'neutral', title: 'Stopped before anything was sent.', words: 'Nothing was changed.' }
  return {
    tone: 'bad',
    title: 'Nothing was sent: the group could not be read again.',
    words:
      error.status === 404 ? 'The group is no longer there; someone may have deleted it.' : error.message,
  }
}

function unanswered(
  { error, found }: Extract<SaveOutcome, { kind: 'unanswered' }>,
  verb: string,
): SwitchProblem {
  const why = error === null ? 'You stopped waiting' : 'The server did not answer'
  if (found === 'unreadable')
    return {
      tone: 'bad',
      title: `${why}: the change may or may not have been made.`,
      words: `The group could not be read again to find out. Press ${verb} once more when the server answers: a change that is there already is not made twice.`,
    }
  return {
    tone: 'waiting',
    title: `${why}. So far the group is as it was.`,
    words: `The server may still make the change. Press ${verb} once more to look again: it is not made twice.`,
  }
}

const changesInWords = (from: GroupSettings, to: GroupSettings): string =>
  `${policyChanges(from, to, [])
    .map(({ label, before, after }) => `${label}: ${before} → ${after}`)
    .join('; ')}.`
