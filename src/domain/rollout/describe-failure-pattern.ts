import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import { formatDayAndClock } from '#src/lib/format-time.ts'
import { isolateText } from '#src/lib/isolate-text.ts'
import { errorLabel, describeErrorCode } from '#src/domain/nodes/error-label.ts'
import type { FailurePattern } from './find-failure-patterns.ts'

/** "Network 10.1.1.0/24: 12 of 14 nodes failed". */
export function patternHeadline(pattern: FailurePattern): string {
  const { nodes, failed } = pattern
  return `${describeValue(pattern)}: ${formatNumber(failed)} of ${plural(nodes, 'node')} failed`
}

function describeValue({ attribute, value }: Pick<FailurePattern, 'attribute' | 'value'>): string {
  if (attribute === 'from_version') return `From ${isolateText(value)}`
  if (attribute === 'oem') return value === '' ? 'Without a reported OEM' : `OEM ${isolateText(value)}`
  if (attribute === 'network') return `Network ${value}`
  return `In the hour from ${formatDayAndClock(Date.parse(value))}`
}

/** "85.7% (95% interval: 60.1% to 96%), 70 times as often as elsewhere (9 of 730 nodes), with code 9: The download broke off." */
export function patternDetails({
  nodes,
  failed,
  elsewhere,
  interval,
  timesLikelier,
  errorCode,
}: FailurePattern): string {
  const range = `95% interval: ${formatShare(interval.low, 1)} to ${formatShare(interval.high, 1)}`
  const others = `${formatNumber(elsewhere.failed)} of ${plural(elsewhere.nodes, 'node')}`
  const comparison =
    timesLikelier === null
      ? `none of the other ${plural(elsewhere.nodes, 'node')} did`
      : `${formatTimes(timesLikelier)} times as often as elsewhere (${others})`
  const error =
    errorCode === null
      ? '.'
      : `, with ${errorLabel(errorCode).toLowerCase()}: ${describeErrorCode(errorCode)}`
  return `${formatShare(failed, nodes)} (${range}), ${comparison}${error}`
}

const formatTimes = (times: number) =>
  times < 10 ? String(Math.round(times * 10) / 10) : formatNumber(Math.round(times))
