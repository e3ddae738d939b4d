import type { CreateOutcome } from '#src/api/create-once.ts'
import type { Tone } from '#src/ui/tone.ts'

/** Why a form is still open, in words; messages at fields stand beside. */
export interface FormProblem {
  tone: Tone
  title: string
  /** More of it; empty when the title or the fields say all. */
  words: string
}

export const INVALID_FORM: FormProblem = {
  tone: 'bad',
  title: 'Nothing was sent: some fields can’t be saved as they are.',
  words: '',
}

/** What became of an attempt to make something; `what` it is: "package". */
export function creationProblem(
  outcome: Exclude<CreateOutcome<unknown>, { kind: 'saved' | 'taken' }>,
  what: string,
): FormProblem {
  if (outcome.kind === 'refused') {
    const { message, issues } = outcome.error
    const words = issues.length > 0 ? '' : message
    return { tone: 'bad', title: `The server refused. No ${what} was added.`, words }
  }
  if (outcome.kind === 'not-sent') {
    const title = `Nothing was sent, and no ${what} was added.`
    return outcome.error === null
      ? { tone: 'neutral', title, words: 'You stopped it before.' }
      : { tone: 'bad', title, words: outcome.error.message }
  }
  return {
    tone: outcome.found === 'missing' ? 'waiting' : 'bad',
    title:
      outcome.found === 'missing'
        ? `No answer came. So far there is no such ${what}.`
        : `No answer came: the ${what} may or may not have been added.`,
    words: 'Try again: it is looked up first, so that there won’t be two.',
  }
}
