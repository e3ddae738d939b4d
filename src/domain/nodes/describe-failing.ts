import type { FailingNode, FailingNodes } from '#contract/failing-nodes.ts'
import { plural } from '#src/lib/format-number.ts'
import { explainUpdateError } from './explain-update-error.ts'
import type { RepeatedFailure } from './repeated-failure.ts'

/** "5 nodes fail again and again: 2 of them boot back into their old version." */
export function describeFailing({
  total,
  rolled_back,
  at_least,
}: Pick<FailingNodes, 'total' | 'rolled_back' | 'at_least'>): string {
  const least = at_least ? 'At least ' : ''
  const looping = total - rolled_back
  const parts = [
    rolled_back === 0
      ? null
      : `${plural(rolled_back, 'node')} ${rolled_back === 1 ? 'was' : 'were'} rolled back to the old version after an update`,
    looping === 0
      ? null
      : `${plural(looping, 'node')} ${looping === 1 ? 'fails' : 'fail'} in the same way again and again`,
  ].filter((part) => part !== null)
  return `${least}${parts.join(', and ')}.`
}

/** "1 node was rolled back", "3 nodes fail again and again": the same in brief. */
export function describeFailingInBrief({
  total,
  rolled_back,
  at_least,
}: Pick<FailingNodes, 'total' | 'rolled_back' | 'at_least'>): string {
  const least = at_least ? 'At least ' : ''
  const were = rolled_back === 1 ? 'was' : 'were'
  if (rolled_back === total) return `${least}${plural(total, 'node')} ${were} rolled back`
  if (rolled_back > 0) return `${least}${plural(total, 'node')} were rolled back or fail again and again`
  return `${least}${plural(total, 'node')} ${total === 1 ? 'fails' : 'fail'} again and again`
}

/** "to 2.0.0, 5 times: code 37, The update would not boot." */
export function describeFailingNode({ version, times, is_rollback, error_code }: FailingNode): string {
  const error = explainUpdateError(error_code)
  const cause = is_rollback
    ? 'rolled back'
    : error
      ? `code ${error.code}, ${error.summary}`
      : 'without a code'
  return `update to ${version ?? 'an unknown version'}, ${plural(times, 'time')}: ${cause}`
}

/** "Rolled back", "Rolled back 3 times", "Failed 5 times or more in the same way". */
export function describeRepeatedFailure({ isRollback, times, isAtLeast }: RepeatedFailure): string {
  const often = `${plural(times, 'time')}${isAtLeast ? ' or more' : ''}`
  if (!isRollback) return `Failed ${often} in the same way`
  return times === 1 && !isAtLeast ? 'Rolled back' : `Rolled back ${often}`
}
