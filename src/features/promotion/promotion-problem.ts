import type { ApiError } from '#src/api/api-error.ts'
import type { Tone } from '#src/ui/tone.ts'
import type { ChannelOutcome } from '#src/api/save-channel.ts'

/** Why the channel was not written, in words. */
export interface PromotionProblem {
  tone: Tone
  title: string
  words: string
}

export function promotionProblem(
  outcome: Exclude<ChannelOutcome, { kind: 'saved' }>,
  channel: string,
): PromotionProblem {
  if (outcome.kind === 'changed-meanwhile')
    return {
      tone: 'bad',
      title: `${channel} was changed meanwhile, and not by you.`,
      words: outcome.sent
        ? 'Your change was sent and not answered; what is there now may be part of it. This page shows it: look again before you go on.'
        : 'Nothing was changed by you. This page shows what is there now: look again before you go on.',
    }
  if (outcome.kind === 'refused')
    return { tone: 'bad', title: 'The server refused. Nothing was changed.', words: outcome.error.message }
  if (outcome.kind === 'not-sent') return notSent(outcome.error)
  return {
    tone: outcome.found === 'unchanged' ? 'waiting' : 'bad',
    title:
      outcome.found === 'unchanged'
        ? `No answer came. So far ${channel} is as it was.`
        : `No answer came: ${channel} may or may not have been changed.`,
    words:
      'The server may still make the change. Try again to look once more: it is sent only if the channel still is as it was.',
  }
}

function notSent(error: ApiError | null): PromotionProblem {
  const title = 'Nothing was sent, and nothing was changed.'
  if (error === null) return { tone: 'neutral', title, words: 'You stopped it before.' }
  const isGone = error.status === 404
  const words = isGone ? 'The channel is no longer there; someone may have deleted it.' : error.message
  return { tone: 'bad', title, words }
}
