import type { FormProblem } from '#src/ui/FormProblemSummary.tsx'
import { nameList } from '#src/lib/name-list.ts'
import { plural } from '#src/lib/format-number.ts'
import { describeWriteProblem } from './describe-write-problem.ts'
import { type GuardedChange, guardedWrite } from './guarded-write.ts'
import type { WritableResource } from './writable-resource.ts'

export interface SeveralOutcomes {
  /** Names of the resources that are as wanted now. */
  saved: string[]
  failed: { key: string; name: string; problem: FormProblem }[]
}

/** One of several writes that an operator makes at once. */
export interface OneWrite<Value, Settings> {
  resource: WritableResource<Value, Settings>
  change: GuardedChange<Settings>
}

/**
 * Makes the writes one after the other, also after one has failed: they don't depend on each other. Once stopped, the rest
 * fails unsent. A write that was saved before is not sent again.
 */
export async function writeSeveral<Value, Settings>(
  writes: readonly OneWrite<Value, Settings>[],
  signal: AbortSignal,
): Promise<SeveralOutcomes> {
  const outcomes: SeveralOutcomes = { saved: [], failed: [] }
  for (const { resource, change } of writes) {
    // The server takes the writes to one application one by one anyway.
    const outcome = await guardedWrite(change, resource, { signal })
    const { key, name } = resource
    if (outcome.kind === 'saved') outcomes.saved.push(name)
    else outcomes.failed.push({ key, name, problem: describeWriteProblem(outcome, resource) })
  }
  return outcomes
}

/** What was saved, and what was not and why; null where everything was saved. */
export function describeSeveral({ saved, failed }: SeveralOutcomes): FormProblem | null {
  if (failed.length === 0) return null
  const total = saved.length + failed.length
  const reasons = failed.map(({ name, problem }) => `${name}: ${problem.title} ${problem.words}`.trim())
  return {
    tone: 'bad',
    title: saved.length === 0 ? 'Nothing was saved.' : `Saved ${saved.length} of ${plural(total, 'change')}.`,
    words: [
      saved.length > 0 && `Saved: ${nameList(saved)}.`,
      `Not saved: ${reasons.join(' ')}`,
      'Try again to save the rest.',
    ]
      .filter(Boolean)
      .join(' '),
  }
}
