import type { UpdateAttempt } from '#src/domain/nodes/update-attempts.ts'

/** Id of the element in the table that tells how an update ended. */
export const attemptAnchor = ({ key }: Pick<UpdateAttempt, 'key'>): string => `update ${key}`

/** Id of the foot of the table, where older updates load. */
export const ATTEMPTS_FOOT = 'updates-foot'

/** Scrolls to an update in the table and focuses it; to the end of the table while it is not rendered yet. */
export function showAttempt(attempt: Pick<UpdateAttempt, 'key'>): void {
  const row = document.getElementById(attemptAnchor(attempt))
  const element = row ?? document.getElementById(ATTEMPTS_FOOT)
  element?.scrollIntoView({ block: 'center' })
  row?.focus({ preventScroll: true })
}
