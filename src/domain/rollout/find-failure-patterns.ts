import type { FailurePatterns, PatternAttribute, PatternValue } from '#contract/failure-patterns.ts'
import { benjaminiHochberg, fisherExact, wilsonInterval } from '#src/lib/statistics.ts'

/** Nodes that fail more often than the others. */
export interface FailurePattern {
  attribute: PatternAttribute
  value: string
  /** Null for failures whatever their code. */
  errorCode: string | null
  /** Nodes whose update ended, and those that failed, with this value and with any other. */
  nodes: number
  failed: number
  elsewhere: { nodes: number; failed: number }
  /** The 95% interval of the share that fails, from 0 to 1. */
  interval: { low: number; high: number }
  /** How many times as often as elsewhere; null where nothing failed elsewhere. */
  timesLikelier: number | null
  /** How probable it is by chance alone, before the correction for many comparisons. */
  probability: number
  failedNodes: readonly string[]
}

/** Fewer prove nothing. */
const MIN_NODES = 5
const MIN_FAILURES = 3
/** Smaller differences are no lead, however certain. */
const MIN_TIMES_LIKELIER = 2
/** Codes that are looked at alone: the most frequent. */
const MAX_CODES = 5
/** The expected share of false alarms; so low that people can trust an alarm. */
const FALSE_ALARMS = 0.0005

/**
 * What sets failed nodes apart, the least likely by chance first: values of an attribute with which nodes fail more often than
 * with all others, with any error or with one. By Fisher's exact test, with the false discovery rate of Benjamini and
 * Hochberg held over everything that is compared. Empty where chance explains the differences.
 */
export function findFailurePatterns(report: FailurePatterns): FailurePattern[] {
  const codes = report.errors.slice(0, MAX_CODES).map(({ error_code }) => error_code)
  const kinds = [null, ...codes]
  const compared = report.attributes.reduce((sum, { count }) => sum + count, 0) * kinds.length
  const candidates = report.attributes.flatMap(({ attribute, values }) =>
    values.flatMap((value) => kinds.flatMap((code) => compare(report, attribute, value, code))),
  )
  const limit = benjaminiHochberg(
    candidates.map(({ probability }) => probability),
    compared,
    FALSE_ALARMS,
  )
  if (limit === null) return []
  const found = candidates
    .filter(
      ({ probability, timesLikelier }) =>
        probability <= limit && (timesLikelier ?? MIN_TIMES_LIKELIER) >= MIN_TIMES_LIKELIER,
    )
    .toSorted(
      (a, b) => a.probability - b.probability || Number(b.errorCode !== null) - Number(a.errorCode !== null),
    )
  // A value once, with the error that says most about it.
  return found.filter(
    ({ attribute, value }, place) =>
      found.findIndex((other) => other.attribute === attribute && other.value === value) === place,
  )
}

function compare(
  report: FailurePatterns,
  attribute: PatternAttribute,
  { value, nodes, errors, failed: failedInAll, failed_nodes }: PatternValue,
  errorCode: string | null,
): FailurePattern[] {
  const countIn = (list: FailurePatterns['errors']) =>
    list.find(({ error_code }) => error_code === errorCode)?.nodes ?? 0
  const failed = errorCode === null ? failedInAll : countIn(errors)
  const failedAnywhere = errorCode === null ? report.failed : countIn(report.errors)
  const elsewhere = { nodes: report.nodes - nodes, failed: failedAnywhere - failed }
  // Without others there is nothing to compare with, and an unknown version is no lead.
  if (attribute === 'from_version' && value === '') return []
  if (nodes < MIN_NODES || failed < MIN_FAILURES || elsewhere.nodes === 0) return []
  const share = failed / nodes
  return [
    {
      attribute,
      value,
      errorCode,
      nodes,
      failed,
      elsewhere,
      interval: wilsonInterval(failed, nodes),
      timesLikelier: elsewhere.failed === 0 ? null : share / (elsewhere.failed / elsewhere.nodes),
      probability: fisherExact({ hits: failed, drawn: nodes, marked: failedAnywhere, all: report.nodes }),
      failedNodes: failed_nodes,
    },
  ]
}
