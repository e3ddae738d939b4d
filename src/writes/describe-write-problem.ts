import type { FormProblem } from '#src/ui/FormProblemSummary.tsx'
import { type ApiError, isAccessError } from '#src/api/api-error.ts'
import { SIGN_IN_URL } from '#contract/session.ts'
import { signInHref } from '#src/api/session.ts'
import type { UnsavedOutcome } from './guarded-write.ts'
import type { WritableResource } from './writable-resource.ts'

type Described<Settings> = Pick<WritableResource<never, Settings>, 'noun' | 'isNew' | 'describeChanges'>

/** Why a write saved nothing, and what to do. */
export function describeWriteProblem<Settings>(
  outcome: UnsavedOutcome<unknown, Settings>,
  resource: Described<Settings>,
): FormProblem {
  if ('error' in outcome && isAccessError(outcome.error)) return describeNoAccess(outcome.error)
  if (outcome.kind === 'changed-meanwhile') return describeConflict(outcome, resource)
  if (outcome.kind === 'not-sent') return describeNotSent(outcome, resource)
  if (outcome.kind === 'unanswered') return describeUnanswered(outcome, resource)
  const title = `Rejected by the server. ${resource.isNew ? `No ${resource.noun} was added` : 'Nothing was changed'}.`
  return { tone: 'bad', title, words: outcome.error.message }
}

const describeNoAccess = ({ kind, message }: ApiError): FormProblem =>
  kind === 'sign-in'
    ? {
        tone: 'waiting',
        title: 'Your session has ended. Nothing was changed.',
        words: 'What you typed stays here.',
        link: { text: 'Sign in in a new tab, then save again', href: signInHref(SIGN_IN_URL, '/') },
      }
    : { tone: 'bad', title: 'You may not make this change. Nothing was changed.', words: message }

type OutcomeOf<Kind extends string, Settings> = Extract<UnsavedOutcome<unknown, Settings>, { kind: Kind }>

function describeConflict<Settings>(
  { opened, theirs, sent }: OutcomeOf<'changed-meanwhile', Settings>,
  { noun, isNew, describeChanges }: Described<Settings>,
): FormProblem {
  if (isNew)
    return { tone: 'bad', title: `Nothing was sent: another such ${noun} already exists.`, words: '' }
  const changes = describeChanges?.(opened, theirs) ?? ''
  return {
    tone: 'waiting',
    title: `Someone else changed the ${noun} in the meantime.`,
    words: [
      sent
        ? 'Your change was sent, but there was no response, so part of it may have taken effect.'
        : 'Your change was not sent.',
      ...(changes === '' ? [] : [`${changes}.`]),
      `Check the ${noun} as it is now, then try again.`,
    ].join(' '),
  }
}

function describeNotSent<Settings>(
  { error }: OutcomeOf<'not-sent', Settings>,
  { noun, isNew }: Described<Settings>,
): FormProblem {
  if (error === null)
    return { tone: 'neutral', title: 'Stopped before anything was sent. Nothing was changed.', words: '' }
  if (isNew)
    return {
      tone: 'bad',
      title: `Nothing was sent: failed to check whether the ${noun} exists.`,
      words: error.message,
    }
  return error.status === 404
    ? {
        tone: 'bad',
        title: `Nothing was sent: the ${noun} no longer exists.`,
        words: 'Someone may have deleted it.',
      }
    : { tone: 'bad', title: `Nothing was sent: failed to read the ${noun}.`, words: error.message }
}

function describeUnanswered<Settings>(
  { error, found }: OutcomeOf<'unanswered', Settings>,
  { noun, isNew }: Described<Settings>,
): FormProblem {
  const why = error === null ? 'You stopped waiting' : 'The server did not respond'
  const state = isNew ? `there is no such ${noun}` : `the ${noun} is unchanged`
  if (found === 'unreadable')
    return {
      tone: 'bad',
      title: `${why}: the change may or may not have taken effect.`,
      words: `Try again once the server responds: Platte checks first, and sends the change only while ${state}.`,
    }
  return {
    tone: 'waiting',
    title: `${why}. So far ${state}.`,
    words: `The change may still take effect. Try again to check: Platte sends it only while ${state}.`,
  }
}
