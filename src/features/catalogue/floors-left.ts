import * as z from 'zod/mini'
import type { FormProblem } from '#src/ui/FormProblemSummary.tsx'
import type { SetFloorsDialogProps } from './SetFloorsDialog.tsx'

/** What the page of a new package finds in the history's state: the floors that could not be set with it. */
export const floorsLeftState = (left: NonNullable<SetFloorsDialogProps['left']>) => ({
  floorsLeft: { channelIds: left.channelIds, reason: left.reason, words: describeProblem(left.problem) },
})

const stateSchema = z.object({
  floorsLeft: z.object({ channelIds: z.array(z.string()), reason: z.string(), words: z.string() }),
})

/** Undefined for any other state. */
export function parseFloorsLeft(state: unknown): SetFloorsDialogProps['left'] {
  const parsed = z.safeParse(stateSchema, state)
  if (!parsed.success) return undefined
  const { channelIds, reason, words } = parsed.data.floorsLeft
  return { channelIds, reason, problem: { tone: 'bad', title: 'The package was added.', words } }
}

const describeProblem = ({ title, words }: FormProblem) => `${title} ${words}`.trim()
