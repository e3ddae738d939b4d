import type { NodeWhy } from '#contract/why.ts'
import { atMoment } from '#src/lib/format-time.ts'

/**
 * What holds the node after the limit or the closed hours that block it now, in sentences that each begin with a space; empty
 * for nothing. The gates before those can't hold it then.
 */
export const describeLaterGates = ({ later_gates }: NodeWhy, now: number): string =>
  later_gates.map((gate) => describeLaterGate(gate, now)).join('')

function describeLaterGate({ gate, clears_ts }: NodeWhy['later_gates'][number], now: number): string {
  const clears = clears_ts === null ? null : atMoment(Date.parse(clears_ts), now)
  switch (gate) {
    case 'outside-office-hours':
      return clears === null
        ? ' Then it waits for office hours.'
        : ` Then it waits for office hours, which begin ${clears}.`
    case 'max-updates-per-period':
      return clears === null
        ? ' Then it waits for the period’s limit.'
        : ` Then it waits for the period’s limit, where a slot is free again ${clears}.`
    case 'max-concurrent-updates': {
      const latest = clears === null ? '' : `, ${clears} at the latest`
      return ` If no update in progress has ended by then, it waits until one does${latest}.`
    }
    case 'max-timed-out-updates':
      return ' Then safe mode switches the group’s updates off, unless enough updates that take too long end before.'
    default:
      return ''
  }
}
