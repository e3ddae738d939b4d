import type { TestCounts } from './count-tests.ts'
import type { TestStep } from './test-steps.ts'

export interface StepOutcome extends TestCounts {
  name: string
  seconds: number
  /** What there is to say besides the counts. */
  note: string
}

/** How a step ended: its exit code (null for a signal), and its report where it writes one and has. */
export interface StepEnd {
  seconds: number
  exitCode: number | null
  /** Undefined where there is none to read. */
  report?: unknown
}

/** What it counts for. A step that fails counts at least one failure, whatever its report says. */
export function stepOutcome({ name, report, mayBeSkipped }: TestStep, end: StepEnd): StepOutcome {
  const { seconds, exitCode } = end
  const succeeded = exitCode === 0
  const check = { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 }
  if (!report) return { name, seconds, ...check, note: '' }
  if (end.report === undefined) {
    return { name, seconds, passed: 0, failed: 1, skipped: 0, note: 'it wrote no report' }
  }
  const counts = report.count(end.report)
  if (succeeded && counts.passed + counts.failed === 0) {
    if (mayBeSkipped !== undefined) return { name, seconds, ...counts, note: mayBeSkipped }
    return { name, seconds, ...counts, failed: 1, note: 'it ran no test' }
  }
  const unexplained = !succeeded && counts.failed === 0
  return {
    name,
    seconds,
    ...counts,
    failed: counts.failed + (unexplained ? 1 : 0),
    note: unexplained ? 'it failed outside of its tests' : '',
  }
}

export function notRun({ name }: TestStep, reason: string): StepOutcome {
  return { name, seconds: 0, passed: 0, failed: 1, skipped: 0, note: `not run, since ${reason}` }
}

/** The last lines of a run: each step, and the sum of all. */
export function summary(outcomes: readonly StepOutcome[]): string {
  const width = Math.max(...outcomes.map(({ name }) => name.length))
  const lines = outcomes.map((outcome) => {
    const { name, seconds, passed, failed, skipped, note } = outcome
    const counts = [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])]
    const said = note === '' ? '' : ` (${note})`
    return `${failed > 0 ? '✗' : '✓'} ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${counts.join(', ')}${said}`
  })
  const sum = (of: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[of], 0)
  return [...lines, `${sum('passed')} passed, ${sum('failed')} failed`].join('\n')
}
