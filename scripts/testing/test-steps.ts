import { countFirefoxPages, countPlaywright, countVitest, type TestCounts } from './count-tests.ts'

/** One part of `npm test`. */
export interface TestStep {
  name: string
  /** The npm script that does it, and what is added to it. */
  script: readonly string[]
  /** The step without which this one means nothing. */
  needs?: string
  /** Where its tests are counted; a step without is one check. */
  report?: { file: string; count: (report: unknown) => TestCounts }
  /** Why it may have run no test; without a reason, that is a failure. */
  mayBeSkipped?: string
}

const UNIT_REPORT = '.cache/unit-results.json'
const E2E_REPORT = '.cache/e2e-results.json'
const RELEASED_REPORT = '.cache/e2e-released-results.json'
const FIREFOX_REPORT = '.cache/firefox-results.json'

/**
 * All of it. The tracks run side by side and each in its order: what one of them waits for leaves the processors to
 * the other.
 */
export const TEST_TRACKS: readonly (readonly TestStep[])[] = [
  [
    { name: 'types', script: ['types'] },
    { name: 'format', script: ['format', '--check'] },
    { name: 'lint', script: ['lint'] },
    { name: 'unused code', script: ['unused'] },
    {
      name: 'unit and server tests',
      script: ['unit', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`],
      report: { file: UNIT_REPORT, count: countVitest },
    },
  ],
  [
    { name: 'build', script: ['build'] },
    { name: 'first load', script: ['size'], needs: 'build' },
    {
      name: 'end to end',
      script: ['e2e'],
      needs: 'build',
      report: { file: E2E_REPORT, count: countPlaywright },
    },
    {
      name: 'in front of Nebraska 3.0.0',
      // Those that depend on what the release lacks; without a filter the script runs all of the file.
      script: ['e2e:released', '--grep', 'promotes beta|gates that don’t pass'],
      needs: 'build',
      report: { file: RELEASED_REPORT, count: countPlaywright },
    },
    {
      name: 'every page in Firefox',
      script: ['e2e:firefox'],
      needs: 'build',
      report: { file: FIREFOX_REPORT, count: countFirefoxPages },
      mayBeSkipped: 'no Firefox is installed',
    },
  ],
]
