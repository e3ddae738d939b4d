import { describe, expect, test } from 'vitest'
import { countFirefoxPages, countPlaywright, countVitest } from './count-tests.ts'
import { notRun, stepOutcome, summary } from './step-outcome.ts'

const lint = { name: 'lint', script: ['lint'] }
const unit = { name: 'unit', script: ['unit'], report: { file: 'unit.json', count: countVitest } }
const vitestReport = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
}

describe('a step of npm test', () => {
  test('without a report is one check', () => {
    expect(stepOutcome(lint, { seconds: 2, exitCode: 0 })).toMatchObject({ passed: 1, failed: 0 })
    expect(stepOutcome(lint, { seconds: 2, exitCode: 1 })).toMatchObject({ passed: 0, failed: 1 })
    expect(stepOutcome(lint, { seconds: 2, exitCode: null })).toMatchObject({ passed: 0, failed: 1 })
  })

  test('with a report counts its tests', () => {
    const end = { seconds: 2, exitCode: 0, report: vitestReport }
    expect(stepOutcome(unit, end)).toMatchObject({ passed: 7, failed: 0, skipped: 2 })
  })

  test('without the report that it should write has failed', () => {
    expect(stepOutcome(unit, { seconds: 2, exitCode: 0 })).toMatchObject({ passed: 0, failed: 1 })
  })

  test('that ran no test has failed', () => {
    const report = { ...vitestReport, numPassedTests: 0, testResults: [] }
    expect(stepOutcome(unit, { seconds: 2, exitCode: 0, report })).toMatchObject({ failed: 1 })
  })

  test('that may have nothing to run says why it ran no test, and has not failed', () => {
    const firefox = {
      name: 'every page in Firefox',
      script: ['e2e:firefox'],
      report: { file: 'firefox.json', count: countFirefoxPages },
      mayBeSkipped: 'no Firefox is installed',
    }
    const end = { seconds: 0, exitCode: 0 }
    expect(stepOutcome(firefox, { ...end, report: { pages: [] } })).toMatchObject({
      failed: 0,
      skipped: 1,
      note: 'no Firefox is installed',
    })
    const broken = { heading: '', complaints: ['TimeoutError'] }
    const report = { pages: [{ heading: 'Fleet', complaints: [] }, broken] }
    expect(stepOutcome(firefox, { ...end, report })).toMatchObject({ passed: 1, failed: 1, skipped: 0 })
  })

  test('that fails although its tests passed counts one failure', () => {
    const end = { seconds: 2, exitCode: 1, report: vitestReport }
    expect(stepOutcome(unit, end)).toMatchObject({ passed: 7, failed: 1 })
  })
})

test('a test file that cannot be loaded counts as a failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }]
  expect(countVitest({ ...vitestReport, testResults }).failed).toBe(1)
})

test('an error outside of an end-to-end test, and a test that passes on retry, count as failures', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 3, failed: 3, skipped: 2 })
})

test('the last line is the sum of all steps', () => {
  const build = { name: 'build', script: ['build'] }
  const outcomes = [
    stepOutcome(unit, { seconds: 2, exitCode: 0, report: vitestReport }),
    stepOutcome(build, { seconds: 1, exitCode: 1 }),
    notRun({ name: 'end to end', script: ['e2e'] }, 'build failed'),
  ]
  const lines = summary(outcomes).split('\n')
  expect(lines.at(-1)).toBe('7 passed, 2 failed')
  expect(lines.at(-2)).toMatch(/^✗ end to end .*\(not run, since build failed\)$/)
})
